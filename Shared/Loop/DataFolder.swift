import Foundation

/// The folder of a service's store: for its owner alone.
enum DataFolder {
  /// Sees that a folder that is there is open to its owner alone, and so is every file in it.
  ///
  /// - Throws: `SettingError` naming the folder or file that is not, and what to do.
  static func check(_ folder: String) throws(SettingError) {
    guard let mode = mode(of: folder) else { return }
    guard mode & 0o077 == 0 else {
      throw SettingError(
        "HOLDFAST_DATA", "\(folder) is open to others (mode \(String(mode, radix: 8))): chmod 700 it")
    }
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      let path = "\(folder)/\(name)"
      guard let mode = self.mode(of: path), mode & 0o077 != 0 else { continue }
      throw SettingError("HOLDFAST_DATA", "\(path) is open to others (mode \(String(mode, radix: 8))): chmod 600 it")
    }
  }

  private static func mode(of path: String) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
  }
}
