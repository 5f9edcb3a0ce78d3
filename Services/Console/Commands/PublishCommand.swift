import ArgumentParser
import Contracts

/// `holdfast publish`: events from a file or standard input, each with its result.
struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Publish events, one CloudEvent a line, and print what became of each.",
    discussion: "Exits with 1 where any event was refused, with 3 where the service cannot be reached.")

  @Argument(help: "A file with one event a line, or - for standard input.")
  var file: String
  @Option(help: "To scheduling, or to participation, which takes what comes back from children and others.")
  var to = ServiceName.scheduling
  @OptionGroup var pace: Pace
  @OptionGroup var form: Form

  func run() throws {
    let source = try LineSource(file)
    let sender = try Sender(try Places(), pace.plan)
    var results = Results(form: form)
    try sender.send(
      source,
      read: { line in
        let read = PublishCommand.outgoing(line, to: to)
        results.expect(line.number, event: (try? read.get())?.event ?? "")
        return read.map(\.outgoing)
      },
      settle: { results.take($0) }, tick: { _ in })
    if results.refused > 0 { throw ExitCode(1) }
  }

  /// The results, printed in the order of their lines.
  private struct Results {
    let form: Form
    private(set) var refused = 0
    /// Lines read and not printed, in order, with the names of their events.
    private var expected: [(number: Int, event: String)] = []
    private var settled: [Int: Sender.Settled] = [:]

    init(form: Form) { self.form = form }

    mutating func expect(_ number: Int, event: String) { expected.append((number, event)) }

    mutating func take(_ result: Sender.Settled) {
      if case .failure = result.outcome { refused += 1 }
      settled[result.number] = result
      var printed = 0
      for (number, event) in expected {
        guard let result = settled.removeValue(forKey: number) else { break }
        Output.line(form.isJSON ? PublishCommand.json(result) : PublishCommand.words(result, event))
        printed += 1
      }
      expected.removeFirst(printed)
    }
  }

  /// The request that publishes the event of a line, and how the event is called. Its bytes stay as they are.
  static func outgoing(
    _ line: LineSource.Line, to service: ServiceName
  ) -> Result<(event: String, outgoing: Sender.Outgoing), Refusal> {
    do throws(LineFault) {
      let value = try JSON.read(line.bytes, limit: Limits.frame)
      guard value.members != nil else { return .failure(Refusal(.notRequest, "not-an-object")) }
      let event = [value["type"]?.string, value["subject"]?.string].compactMap { $0 }.joined(separator: " ")
      let params = Array("{\"event\":".utf8) + line.bytes + [UInt8(ascii: "}")]
      return .success((event, Sender.Outgoing(service: service, method: "publish", params: params)))
    } catch {
      return .failure(error.refusal)
    }
  }

  private static func json(_ settled: Sender.Settled) -> String {
    let line = ("line", JSON?.some(.integer(settled.number)))
    switch settled.outcome {
    case .success(let result):
      return JSON.object([line] + (result.members?.list ?? []).map { ($0.name, JSON?.some($0.value)) }).text
    case .failure(let refusal): return JSON.object([line, ("error", refusal.json)]).text
    }
  }

  private static func words(_ settled: Sender.Settled, _ event: String) -> String {
    let what = "\(settled.number)  \(event.padding(to: 36))  "
    switch settled.outcome {
    case .success(let result):
      if result["waiting"]?.boolean == true { return what + Style.warning.of("waits for something not yet told") }
      let sequence = result["sequence"]?.string.flatMap { Sequence($0) }.map { Words.number(Int($0.number)) } ?? "?"
      return what
        + (result["duplicate"]?.boolean == true
          ? Style.faint.of("known before as \(sequence)") : "accepted as \(sequence)")
    case .failure(let refusal): return what + Style.bad.of("refused: \(refusal.sentence)")
    }
  }
}
