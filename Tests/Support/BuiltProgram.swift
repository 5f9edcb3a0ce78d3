import Foundation

/// A program of ours that stands beside the tests in the build folder, run as a process of its own.
public enum BuiltProgram {
  /// The path of the program called `name`.
  ///
  /// - Throws: `Missing` where it was not built.
  public static func path(of name: String) throws -> String {
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.path.count > 1 {
      let candidate = folder.appending(path: name).path
      if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
      folder.deleteLastPathComponent()
    }
    throw Missing(name: name)
  }

  /// A program that was not built.
  public struct Missing: Error, CustomStringConvertible {
    let name: String
    /// Which one.
    public var description: String { "\(name) was not built beside the tests" }
  }
}
