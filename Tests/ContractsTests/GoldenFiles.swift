import Contracts
import Foundation
import Testing

/// The recorded lines, one a file: a request for each method, an event for each type, a reply of each form.
///
/// Recorded lines are added and never edited: where a type has gained members since, a newer line stands beside the old
/// ones as `NAME.2.json`, `NAME.3.json`, ...
enum GoldenFiles {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  /// The names of all recorded lines.
  static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// The line recorded under `name`, without its line feed.
  static func line(_ name: String) throws -> [UInt8] {
    let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "\(name).json")))
    try #require(bytes.last == 0x0A && !bytes.dropLast().contains(0x0A), "\(name) is one line")
    return Array(bytes.dropLast())
  }

  static func value(_ name: String) throws -> JSON { try JSON.read(try line(name)) }

  /// The names under which lines of the wire name `wire` are recorded, the newest last.
  static func names(of wire: String) throws -> [String] {
    let all = Set(try names())
    var found = [wire]
    while all.contains("\(wire).\(found.count + 1)") { found.append("\(wire).\(found.count + 1)") }
    return found
  }

  /// The data or params of the newest recorded line of a message, without what every command may carry.
  static func body(of message: any Message.Type) throws -> JSON { try #require(try bodies(of: message).last) }

  /// The data or params of every recorded line of a message, the newest last, without what every command may carry and
  /// the message does not tell itself.
  static func bodies(of message: any Message.Type) throws -> [JSON] {
    try names(of: message.name).map { name in
      let value = try value(name)
      guard let params = value["params"] else { return try #require(value["data"]) }
      guard commands.contains(where: { $0 == message }) else { return params }
      let own = Set(message.fields.map(\.name))
      return Method.commandFields.filter { !own.contains($0.name) }.reduce(params) { $0.without($1.name) }
    }
  }
}
