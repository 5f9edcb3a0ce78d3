import ArgumentParser
import Contracts
import Foundation

/// The formats in which a report is written.
enum ReportFormat: String, ExpressibleByArgument {
  case table = "table"
  case json = "json"
  case csv = "csv"
  case html = "html"
}

/// A report as reporting answers it, and where it is written.
enum ReportText {
  /// The answer to `annual-report` in a format.
  static func report(_ asker: Asker, _ params: [(String, JSON?)], _ format: String) throws -> JSON {
    let asked = JSON.object(params + [("format", .string(format))])
    return try asker.result(.reporting, "annual-report", asked, .patient(.seconds(120)))
  }

  /// The whole page: its parts are asked for until there is no next one.
  static func page(_ asker: Asker, _ params: [(String, JSON?)]) throws -> String {
    var page = ""
    var cursor: JSON?
    repeat {
      let part = try report(asker, params + [("after", cursor)], "html")
      page += part["html"]?.string ?? ""
      cursor = part["next"]
    } while cursor != nil
    return page
  }

  /// The narratives that a file holds: a list as `annual-report` takes it.
  ///
  /// - Throws: that the file cannot be read, or is no JSON list.
  static func narratives(_ file: String) throws -> JSON {
    guard let bytes = FileManager.default.contents(atPath: file) else {
      throw Trouble.wrong("'\(file)' cannot be read")
    }
    guard let json = try? JSON.read(bytes.map { $0 == 0x0A ? 0x20 : $0 }), json.array != nil else {
      throw Trouble.wrong("'\(file)' holds no JSON list of narratives")
    }
    return json
  }

  /// Writes a text to a file, or to standard output where none is named.
  ///
  /// - Throws: that the file cannot be written.
  static func write(_ text: String, to file: String?) throws {
    guard let file else { return Output.text(text) }
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch {
      throw Trouble.wrong("'\(file)' cannot be written")
    }
  }
}
