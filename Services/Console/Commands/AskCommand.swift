import ArgumentParser
import Contracts
import Foundation

/// `holdfast ask`: one question or command to one service.
struct AskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Ask a service one thing and print its answer.",
    discussion: """
      'holdfast ask SERVICE describe' lists what can be asked. Params are one JSON object, or one word each:
      'from=2023-04-01' is text, 'fte:=0.8' is JSON. Where the connection is lost it is asked again: what is asked
      carries a "command" id, given or made up, under which a command is carried out once. Exits with 1 where the
      service refuses, with 3 where it cannot be reached.
      """)

  @Argument(help: "scheduling, participation, disputes or reporting.")
  var service: ServiceName
  @Argument(help: "The method, such as timetable.")
  var method: String
  @Argument(help: "Its params: a JSON object, or NAME=TEXT and NAME:=JSON.")
  var params: [String] = []
  @Option(help: "Wait at most so many seconds for the answer.")
  var timeout = 60
  @OptionGroup var form: Form

  func validate() throws {
    guard timeout > 0 else { throw ValidationError("--timeout is a number of seconds, more than 0") }
  }

  func run() throws {
    let value = AskCommand.repeatable(try AskCommand.params(params))
    let asker = try Asker(try Places())
    switch try asker.ask(service, method, value, .patient(.seconds(timeout))) {
    case .success(let result):
      if form.isJSON {
        Output.line(result.line)
      } else {
        let isDescribed = method == "describe" && result["name"] != nil
        (isDescribed ? DescribePage(result).lines : AnswerPage(result).lines).forEach { Output.line($0) }
      }
    case .failure(let refusal): throw Trouble.refused(service, refusal)
    }
  }

  /// The params that words on a command line say: one JSON object, or members as NAME=TEXT and NAME:=JSON.
  ///
  /// - Throws: `Trouble` where a word is neither, its JSON cannot be read, or a name stands twice.
  static func params(_ words: [String]) throws -> JSON {
    if let only = words.first, words.count == 1, only.first(where: { !$0.isWhitespace }) == "{" {
      return try json(only, called: "the params")
    }
    var members: [(name: String, value: JSON)] = []
    for word in words {
      guard let sign = word.firstIndex(of: "=") else {
        throw Trouble.wrong("'\(word)' is neither a JSON object nor NAME=TEXT nor NAME:=JSON")
      }
      let isJSON = word[..<sign].hasSuffix(":")
      let name = String(word[..<sign].dropLast(isJSON ? 1 : 0))
      let text = String(word[word.index(after: sign)...])
      guard !name.isEmpty, !members.contains(where: { $0.name == name }) else {
        throw Trouble.wrong("'\(word)' names nothing, or what was named before")
      }
      members.append((name, isJSON ? try json(text, called: name) : .string(text)))
    }
    return .object(JSON.Members(members))
  }

  private static func json(_ text: String, called name: String) throws -> JSON {
    do throws(LineFault) {
      // What a person types may stand on several lines; inside a string a line feed is no JSON anyway.
      return try JSON.read(text.utf8.map { $0 == 0x0A ? 0x20 : $0 })
    } catch {
      throw Trouble.wrong("\(name) cannot be read: \(error.reason)")
    }
  }

  /// The same params with a command id, so that asking them twice changes no more than asking once: a command is known
  /// by it, and a question passes over it.
  static func repeatable(_ params: JSON) -> JSON {
    guard case .object(var members) = params, params["command"] == nil else { return params }
    members.list.append(("command", .string(UUID().uuidString.lowercased())))
    return .object(members)
  }
}
