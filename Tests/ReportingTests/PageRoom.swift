import Contracts
import Foundation
import ReportingPages
import ReportingReadModel
import ReportingRules
import Testing

/// A read model whose answers are printed with the forms and templates of the project.
struct PageRoom {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let folder = root.appending(path: "Services/Reporting/Pages").path
  static let five = ["westminster", "medway", "thurrock", "herefordshire", "middlesbrough"]

  let room: Room
  let model: ReadModel

  init(_ room: Room, folders: [String] = [PageRoom.folder]) throws {
    self.room = room
    let pages = try Pages(folders: folders)
    model = ReadModel(
      reader: room.queue, forms: { form throws(Refusal) in try pages.contents(of: form) },
      printer: { report throws(Refusal) in try pages.html(report) })
  }

  /// The room of the sample year.
  static func sample() throws -> PageRoom { try PageRoom(SampleTests.year.get()) }

  /// The answer for a page; `more` are members of the question.
  func part(_ more: String = "", from: String = "2022-04-01", to: String = "2023-03-31") throws(Refusal) -> JSON {
    let text = #"{"authority":"westminster","from":"\#(from)","to":"\#(to)","format":"html"\#(more)}"#
    guard let authority = Authority("westminster"), let params = try? JSON.read(Array(text.utf8), limit: 1 << 24) else {
      preconditionFailure("the question of the test is no JSON")
    }
    return try model.answer(
      Ask(authority: authority, method: "annual-report", params: params, assigned: "test"), room.moment)
  }

  /// A page, as a whole.
  func page(_ more: String = "", from: String = "2022-04-01", to: String = "2023-03-31") throws -> String {
    try #require(try part(more, from: from, to: to)["html"]?.string)
  }

  /// The page of a form, with the narratives of the sample that are for it.
  func page(of form: String) throws -> String {
    try page(#","form":"\#(form)","narratives":\#(try PageRoom.narratives(of: form))"#)
  }

  /// The figures that a form names.
  static func figures(of form: String) throws -> [String] {
    func names(_ json: JSON) -> [String] {
      if let members = json.members {
        return members.list.flatMap { name, value in
          name == "figures"
            ? (value.array ?? []).compactMap(\.string)
            : name == "figure" ? [value.string ?? ""] : names(value)
        }
      }
      return (json.array ?? []).flatMap(names)
    }
    let file = root.appending(path: "Services/Reporting/Pages/Forms/\(form).json")
    return names(try JSON.read(try Data(contentsOf: file).map { $0 == 0x0A ? 0x20 : $0 }))
  }

  /// The narratives of the sample for which a form has a place.
  static func narratives(of form: String) throws -> String {
    let text = try String(
      contentsOf: root.appending(path: "Services/Reporting/Pages/Forms/\(form).json"), encoding: .utf8)
    let files = ["Services/sample/narratives.json", "Tests/Pages/narratives.json"]
    let all = try files.flatMap { file in
      let flat = try Data(contentsOf: root.appending(path: file)).map { $0 == 0x0A ? 0x20 : $0 }
      return try #require(try JSON.read(flat).array)
    }
    return JSON.array(all.filter { text.contains("\"\($0["slot"]?.string ?? "")\"") }).text
  }

  /// The text of the elements of a tag, without what is markup in them.
  static func texts(of tag: String, in html: String) -> [String] {
    html.components(separatedBy: "<\(tag)").dropFirst().compactMap { part in
      guard let open = part.firstIndex(of: ">"), let close = part.range(of: "</\(tag)>") else { return nil }
      let inner = part[part.index(after: open)..<close.lowerBound]
      return inner.replacing(/<[^>]*>/, with: "").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
        .trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }

  /// Runs a program to its end; its status and what it wrote.
  static func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }
}
