import Contracts
import Foundation

/// How far a file was played, kept in a file of its own, so that a long play can be taken up again.
struct Bookmark: Equatable {
  /// The played file's name, without its folder, and its size in bytes: another file has another bookmark.
  let file: String
  let bytes: Int
  /// So many lines, from the first, are settled; lines after it may be settled too, and are harmless to send again.
  var lines: Int

  /// The bookmark of the file at `path`, at its beginning.
  ///
  /// - Throws: that standard input cannot be taken up again.
  init(of path: String) throws(Trouble) {
    guard path != "-" else { throw .wrong("--resume needs a file: standard input cannot be read again") }
    guard let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int else {
      throw .wrong("there is no file \(path)")
    }
    file = String(path.split(separator: "/").last ?? "")
    bytes = size
    lines = 0
  }

  /// Reads how far this file was played from the bookmark at `path`; nothing there is the beginning.
  ///
  /// - Throws: that it is the bookmark of another file, or none.
  mutating func read(from path: String) throws(Trouble) {
    guard FileManager.default.fileExists(atPath: path) else { return }
    guard let data = FileManager.default.contents(atPath: path), let value = try? JSON.read([UInt8](data)),
      let name = value["file"]?.string, let size = value["bytes"]?.integer, let lines = value["lines"]?.integer
    else { throw .wrong("\(path) does not say how far a file was played") }
    guard name == file, size == bytes else {
      throw .wrong("\(path) belongs to another file: \(name) of \(size) bytes, not \(file) of \(bytes)")
    }
    self.lines = lines
  }

  /// Writes the bookmark to `path`, whole or not at all.
  func write(to path: String) throws(Trouble) {
    let line = JSON.object([("file", .string(file)), ("bytes", .integer(bytes)), ("lines", .integer(lines))]).line
    do {
      try Data(line + [UInt8(ascii: "\n")]).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .wrong("\(path) cannot be written")
    }
  }
}
