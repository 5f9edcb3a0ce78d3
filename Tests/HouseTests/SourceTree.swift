import Foundation
import Testing

/// The files of the project, as they stand beside this one.
enum SourceTree {
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// One Swift file: where it stands below the root, and what it says.
  struct File: CustomTestStringConvertible {
    let path: String
    let text: String
    /// The text with comments and the contents of strings blanked out; lines stay where they are.
    let code: String

    var name: String { String(path.split(separator: "/").last ?? "") }
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    var testDescription: String { path }

    /// The modules that the file imports.
    var imports: [String] {
      code.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ")
        guard let place = words.firstIndex(of: "import"),
          words[..<place].allSatisfy({
            ["public", "internal", "private", "@testable"].contains($0) || $0.hasPrefix("@")
          })
        else { return nil }
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let name = words.dropFirst(place + 1).first { !kinds.contains($0) }
        return name.map { String($0.split(separator: ".")[0]) }
      }
    }
  }

  /// Every Swift file below the folders; build folders apart.
  static func swiftFiles(_ folders: String...) -> [File] {
    folders.flatMap { folder in paths(below: folder).filter { $0.hasSuffix(".swift") } }.map { path in
      let text = text(path)
      return File(path: path, text: text, code: SwiftText.code(of: text))
    }
  }

  /// Every file below a folder, in order, without what begins with a dot.
  static func paths(below folder: String) -> [String] {
    let found = FileManager.default.enumerator(atPath: root.appending(path: folder).path) ?? .init()
    return found.compactMap { $0 as? String }
      .filter { path in !path.split(separator: "/").contains { $0.hasPrefix(".") } }
      .map { "\(folder)/\($0)" }.sorted()
  }

  /// The folders that stand directly in a folder.
  static func folders(in folder: String) -> [String] {
    names(in: folder).filter { name in
      let place = root.appending(path: "\(folder)/\(name)")
      return (try? place.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
    }
  }

  /// All names that stand directly in a folder, without those that begin with a dot.
  static func names(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  /// The text of a file; empty where there is none.
  static func text(_ path: String) -> String {
    (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
  }
}
