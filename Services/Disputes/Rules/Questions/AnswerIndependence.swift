import Contracts

// Whether those who challenge stand outside the line that they challenge (CPR 2010 reg 46).
extension Disputes {
  private struct Line: Hashable {
    let role: KebabWord
    let reportsTo: KebabWord?

    var cursor: String { "\(role)/\(reportsTo?.text ?? "")" }
  }

  /// Who acted in the challenges raised in a period, by role and to whom they answer; and what speaks against
  /// independence: a step, other than an answer, of somebody who answers to the team challenged, or an answer by the
  /// challenge's own author.
  static func independence(_ question: IndependenceQuestion, _ gather: Gather<DisputesState>) -> JSON {
    var lines: [Line: Int] = [:]
    var (acts, own) = (0, 0)
    var against: [JSON] = []
    gather.forEachDispute { file in
      guard question.from <= file.raisedOn, file.raisedOn <= question.to else { return }
      for act in file.acts {
        acts += 1
        guard let by = act.by else {
          if act.isOwn { own += 1 }
          continue
        }
        lines[Line(role: by.role, reportsTo: by.reportsTo), default: 0] += 1
        guard isAgainst(act, by, file), against.count < pageLength else { continue }
        against.append(
          .object([
            ("dispute", .text(file.dispute)), ("type", .string(act.type)), ("knownOn", .date(act.knownOn)),
            ("role", .text(by.role)), ("id", .string(by.id)), ("reportsTo", by.reportsTo.map { .text($0) }),
          ]))
      }
    }
    let rows = lines.sorted { $0.key.cursor < $1.key.cursor }.prefix(longPageLength).map { line, count in
      JSON.object([
        ("role", .text(line.role)), ("reportsTo", line.reportsTo.map { .text($0) }), ("acts", .integer(count)),
      ])
    }
    return .object([
      ("independent", .boolean(against.isEmpty)), ("acts", .integer(acts)),
      ("named", .integer(lines.values.reduce(0, +))), ("byTheService", .integer(own)), ("lines", .array(rows)),
      ("against", .array(against)),
    ])
  }

  private static func isAgainst(_ act: DisputeFile.Act, _ by: ActedBy, _ file: DisputeFile) -> Bool {
    act.type == DisputeResponded.name ? by.id == file.author : file.team != nil && by.reportsTo == file.team
  }

  private static let actorFields: [Field] = [
    .required("role", .word, "the role in which they acted"),
    .optional("reportsTo", .word, "to whom they answer in the line of management, where that was said"),
  ]

  static let independenceFields: [Field] = [
    .required("independent", .boolean, "whether nothing speaks against it"),
    .required("acts", .integer(0...10_000_000), "all that was told of these challenges"),
    .required("named", .integer(0...10_000_000), "how much of it names who acted"),
    .required("byTheService", .integer(0...10_000_000), "how much the service told by itself"),
    .required(
      "lines",
      .list(
        .object(actorFields + [.required("acts", .integer(1...10_000_000), "how much they told")]),
        0...longPageLength), "who acted, by role and line"),
    .required(
      "against",
      .list(
        .object(
          [
            .required("dispute", .identifier, "the challenge"),
            .required("type", .word, "the event's type"),
            .required("knownOn", .date, "when it became known"),
            .required("id", .identifier, "who acted"),
          ] + actorFields), 0...pageLength),
      "steps by somebody who answers to the team challenged, and answers by the challenge's own author"),
  ]
}
