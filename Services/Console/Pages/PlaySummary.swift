import Contracts

/// What became of a file that was played.
struct PlaySummary {
  let tally: Tally
  let skipped: Int
  let before: Catching.Look
  let after: Catching.Look
  /// Until the last line was settled.
  let sendingSeconds: Double
  /// Until everything was read by every service.
  let seconds: Double

  /// Events that all services journaled meanwhile, those that the played lines caused too.
  private var newEvents: Int64 { after.events - before.events }
  /// Services whose `health` could not be asked.
  private var silent: [ServiceName] { ServiceName.allCases.filter { after.heads[$0] == nil } }

  /// One line for a program.
  var json: JSON {
    .object([
      ("sent", .integer(tally.settled)), ("skipped", skipped > 0 ? .integer(skipped) : nil),
      ("accepted", .integer(tally.accepted + tally.waited)), ("duplicates", .integer(tally.duplicates)),
      ("waited", .integer(tally.waited)), ("waiting", .integer(after.waiting)), ("refused", .integer(tally.refused)),
      ("newEvents", .integer(newEvents)), ("lag", .integer(after.lag)), ("parked", .integer(after.parked)),
      ("unasked", silent.isEmpty ? nil : .strings(silent.map(\.rawValue))),
      ("sendingSeconds", .number(PlaySummary.hundredths(sendingSeconds))),
      ("seconds", .number(PlaySummary.hundredths(seconds))),
      (
        "refusals",
        tally.refusals.isEmpty
          ? nil
          : .array(
            tally.refusals.map { refused in
              .object([
                ("line", .integer(refused.line)), ("to", refused.service.map { .string($0.rawValue) }),
                ("error", refused.refusal.json),
              ])
            })
      ),
    ])
  }

  /// Some lines for a person.
  var lines: [String] {
    let rate = sendingSeconds > 0 ? Int(Double(tally.settled) / sendingSeconds) : 0
    var lines = [
      "Played \(Words.count(tally.settled, "line", "lines")) in \(PlaySummary.tenths(sendingSeconds)) s, "
        + "\(Words.number(rate)) a second; all read after \(PlaySummary.tenths(seconds)) s."
    ]
    if skipped > 0 { lines.append("The first \(Words.count(skipped, "line", "lines")) had been played before.") }
    let rows = [
      ["Accepted, now or before", Words.number(tally.accepted + tally.waited)],
      ["Events known before", Words.number(tally.duplicates)],
      ["Refused", Words.number(tally.refused)], ["Still waiting for another fact", Words.number(after.waiting)],
      ["New events in the journals", Words.number(Int(newEvents))],
    ]
    lines += TextTable(columns: [.words(""), .numbers("")], rows: rows).lines()
    if after.lag > 0 { lines.append(Style.warning.of("Some services are still reading: \(after.lag) events behind.")) }
    if after.parked > 0 {
      lines.append(Style.warning.of("\(after.parked) events are parked: see 'holdfast ask SERVICE parked'."))
    }
    if !silent.isEmpty {
      lines.append(Style.warning.of("Not asked, as nobody answers: \(silent.map(\.rawValue).joined(separator: ", "))."))
    }
    if !tally.refusals.isEmpty {
      lines += ["", Style.title.of(tally.refused > 10 ? "The first ten refusals" : "Refused")]
      let refusals = tally.refusals.sorted { $0.line < $1.line }.map { refused in
        [
          "line \(refused.line)", refused.service?.rawValue ?? "not sent",
          refused.refusal.faults.map { $0.at.isEmpty ? $0.reason : "\($0.reason) at \($0.at)" }.joined(separator: ", "),
          refused.refusal.message,
        ]
      }
      lines += TextTable(
        columns: [.numbers(""), .words(""), .words("Reason"), .words("In words")], rows: refusals
      ).lines()
    }
    return lines
  }

  private static func tenths(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func hundredths(_ seconds: Double) -> String {
    let hundredths = Int((seconds * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}
