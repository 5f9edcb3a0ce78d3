import Contracts
import Foundation
import Testing

/// The recorded lines, one a file: a request for each method, an event for each type, a reply of each form.
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

  /// The data of a recorded event, or the params of a recorded request, without what every command may carry.
  static func body(of message: any Message.Type) throws -> JSON {
    let value = try value(message.name)
    guard let params = value["params"] else { return try #require(value["data"]) }
    return commands.contains { $0 == message }
      ? Method.commandFields.reduce(params) { $0.without($1.name) } : params
  }
}
