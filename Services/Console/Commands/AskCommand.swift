import ArgumentParser
import Contracts

/// `holdfast ask`: one question or command to one service.
struct AskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Ask a service one thing and print its answer.",
    discussion: """
      'holdfast ask SERVICE describe' lists what can be asked. Where the connection is lost, a question, an event and a
      command that carries its own "command" id are asked again; any other command is not, as it may have been carried
      out. Exits with 1 where the service refuses, with 3 where it cannot be reached.
      """)

  @Argument(help: "scheduling, participation, disputes or reporting.")
  var service: ServiceName
  @Argument(help: "The method, such as timetable.")
  var method: String
  @Argument(help: "Its params as a JSON object.")
  var params = "{}"
  @Option(help: "Wait at most so many seconds for the answer.")
  var timeout = 60
  @OptionGroup var form: Form

  func validate() throws {
    guard timeout > 0 else { throw ValidationError("--timeout is a number of seconds, more than 0") }
  }

  func run() throws {
    let value: JSON
    do throws(LineFault) {
      // What a person types may stand on several lines; inside a string a line feed is no JSON anyway.
      value = try JSON.read(params.utf8.map { $0 == 0x0A ? 0x20 : $0 })
    } catch {
      throw Trouble.wrong("the params cannot be read: \(error.reason)")
    }
    guard value.members != nil else { throw Trouble.wrong("the params are not a JSON object") }
    let asker = try Asker(try Places())
    let outcome = try asker.ask(
      service, method, value, .patient(.seconds(timeout)),
      isRepeatable: AskCommand.isRepeatable(method, value))
    switch outcome {
    case .success(let result):
      if form.isJSON {
        Output.line(result.line)
      } else {
        AnswerPage(result).lines.forEach { Output.line($0) }
      }
    case .failure(let refusal): throw Trouble.refused(service, refusal)
    }
  }

  /// Whether asking twice changes no more than asking once: commands of the protocol are verbs with something behind
  /// them, and carry an id where they may be repeated.
  static func isRepeatable(_ method: String, _ params: JSON) -> Bool {
    if params["command"] != nil || method == "publish" { return true }
    let questions: Set = [
      "replay", "health", "describe", "refused", "parked", "waiting", "verify", "timetable", "due", "overdue", "diary",
      "unallocated", "caseloads", "what-if", "cohort", "participation", "uncoded", "unheard", "returns", "voice",
      "dispute", "open-disputes", "ladder", "themes", "clinic-list", "figures", "table", "explain", "discrepancies",
      "restatements", "child", "compare-policy", "annual-report", "export", "population", "lateness",
    ]
    return questions.contains(method)
  }
}
