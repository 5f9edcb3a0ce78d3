import Contracts

// The profiles that are built in: the baseline, and five authorities as their annual reports describe them.
extension Profile {
  private static let files: [(name: String, file: [UInt8])] = [
    ("herefordshire", PackageResources.herefordshire_json),
    ("herefordshire-combined", PackageResources.herefordshire_combined_json),
    ("medway", PackageResources.medway_json), ("middlesbrough", PackageResources.middlesbrough_json),
    ("thurrock", PackageResources.thurrock_json), ("westminster", PackageResources.westminster_json),
  ]

  private static let built: [String: Profile] = Dictionary(
    uniqueKeysWithValues: files.map { name, file in
      do {
        return (name, try Profile(file: file))
      } catch {
        preconditionFailure("the built-in profile \(name) is faulty: \(error)")
      }
    })

  /// The names that `embedded` knows.
  public static let embeddedNames = ["statutory"] + files.map(\.name)

  /// The built-in profile of this name; nil where there is none.
  public static func embedded(_ name: String) -> Profile? {
    name == "statutory" ? statutory : built[name]
  }
}
