import ArgumentParser
import Contracts
import Foundation
import Policy

/// `holdfast adopt`: a profile, built in or from a file, from a date.
struct AdoptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt",
    abstract: "Adopt a policy profile from a date; what is wrong with a file is named by its line.",
    discussion: """
      The profiles built in are \(Profile.embeddedNames.joined(separator: ", ")). A file holds one of your own: a JSON
      object with its differences from the statutory baseline. An adopted profile is never edited: a later one follows.
      """)

  @Argument(help: "The authority, such as westminster.")
  var authority: Authority
  @Argument(help: "The name of a profile that is built in, or a file.")
  var profile: String
  @Option(help: ArgumentHelp("The first day on which it holds, YYYY-MM-DD.", valueName: "date"))
  var from: CivilDate?
  @Flag(help: "Only check the file.")
  var check = false
  @OptionGroup var form: Form

  func validate() throws {
    guard check || from != nil else { throw ValidationError("--from is needed: the first day on which it holds") }
  }

  func run() throws {
    let value = try AdoptCommand.read(profile)
    guard let from, !check else { return Output.line("\(profile): nothing is wrong") }
    let name = value.string ?? value["name"]?.string ?? profile
    let params = JSON.object([
      ("authority", .string(authority.text)), ("profile", value), ("from", .string(from.description)),
      ("command", .string("adopt-\(name)-\(from)")),
    ])
    let result = try Asker(try Places()).result(.scheduling, "adopt-policy", params, .patient(.seconds(60)))
    if form.isJSON {
      Output.line(result.line)
    } else {
      Output.line("\(name) holds for \(authority) from \(Words.date(from.description))")
    }
  }

  /// The name of a profile that is built in, or the object that a file holds.
  ///
  /// - Throws: `Trouble` with the line of everything that is wrong with the file.
  static func read(_ profile: String) throws -> JSON {
    if Profile.embeddedNames.contains(profile) { return .string(profile) }
    guard let bytes = FileManager.default.contents(atPath: profile) else {
      throw Trouble.wrong("'\(profile)' is neither a profile that is built in nor a file that can be read")
    }
    do throws(PolicyFaults) {
      _ = try Profile(file: Array(bytes))
      return try PolicyText(Array(bytes)).json
    } catch {
      throw Trouble.wrong("\(profile) is faulty:\n\(error.description)")
    }
  }
}
