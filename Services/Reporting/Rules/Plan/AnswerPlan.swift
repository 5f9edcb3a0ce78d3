public import Contracts

/// Questions about what Reporting itself keeps, that need no figures.
extension Kept {
  /// The work plan.
  public func answerActions(_ question: ActionsQuestion) -> JSON {
    let asked = actions.filter { file in question.status.map { $0 == file.status } ?? true }
    return .object([("actions", .array(asked.map(\.json)))])
  }

  /// The whole work plan.
  var actionList: JSON { .array(actions.map(\.json)) }

  /// Examples of impact that were recorded on some days.
  func impactList(from: CivilDate, to: CivilDate) -> JSON {
    .array(impacts.map(\.recorded).filter { from <= $0.on && $0.on <= to }.map(\.json))
  }

  /// The risks as last rated, the gravest and likeliest first.
  public func answerRisks() -> JSON {
    let sorted = risks.compactMap { file in file.ratings.last.map { (file, $0) } }
      .sorted { ($0.1.grade, $0.1.risk) < ($1.1.grade, $1.1.risk) }
    return .object([("risks", .array(sorted.map { $0.0.json }))])
  }

  /// Examples of impact, by category and day.
  public func answerImpacts(_ question: ImpactsQuestion) -> JSON {
    let asked = impacts.map(\.recorded).filter { one in
      question.category.map { $0 == one.category } ?? true && question.from.map { $0 <= one.on } ?? true
        && question.to.map { one.on <= $0 } ?? true
    }
    let counts = Dictionary(asked.map { ($0.category.text, 1) }, uniquingKeysWith: +)
    return .object([
      (
        "categories",
        .array(
          counts.keys.sorted().map { category in
            .object([("category", .string(category)), ("examples", .integer(counts[category] ?? 0))])
          })
      ),
      (
        "impacts",
        .array(asked.sorted { ($0.category, $0.on, $0.impact) < ($1.category, $1.on, $1.impact) }.map(\.json))
      ),
    ])
  }

  /// The reports that were signed off, in order of signing.
  ///
  /// - Throws: -32002 where one is asked for that was not.
  public func answerSigned(_ question: SignedReportsQuestion) throws(Refusal) -> JSON {
    let asked = reports.filter { file in question.report.map { $0 == file.signed.report } ?? true }
    if question.report != nil, asked.isEmpty { throw Refusal(.notFound, "report-not-found", at: "/report") }
    let sorted = asked.sorted { ($0.signedOn, $0.signed.report) < ($1.signedOn, $1.signed.report) }
    return .object([("reports", .array(sorted.map(\.json)))])
  }
}

extension ActionFile {
  fileprivate var json: JSON {
    .object([
      ("action", .string(set.action.text)), ("priority", .string(set.priority)),
      ("area", set.area.map { .string($0) }), ("outcome", .string(set.outcome)), ("lead", .string(set.lead.text)),
      ("timescale", .string(set.timescale)), ("dueOn", set.dueOn.map { .string($0.description) }),
      ("status", .string(status.text)),
      (
        "progress",
        .array(
          progress.map { step in
            .object([
              ("on", .string(step.on.description)), ("status", .string(step.status.text)),
              ("note", step.note.map { .string($0) }),
            ])
          })
      ),
    ])
  }
}

extension RiskRated {
  /// How grave and how likely, as one number: the least is the worst.
  fileprivate var grade: Int {
    (["I", "II", "III", "IV"].firstIndex(of: impact) ?? 4) * 4 + (["A", "B", "C", "D"].firstIndex(of: likelihood) ?? 4)
  }

  fileprivate var rating: JSON {
    .object([("on", .string(on.description)), ("likelihood", .string(likelihood)), ("impact", .string(impact))])
  }
}

extension RiskFile {
  fileprivate var json: JSON {
    var members = ratings.last?.json.members?.list ?? []
    members.append(("before", .array(ratings.dropLast().map(\.rating))))
    return .object(JSON.Members(members))
  }
}

extension ReportFile {
  fileprivate var json: JSON {
    var members = signed.json.members?.list ?? []
    members.append(("signedOn", .string(signedOn.description)))
    return .object(JSON.Members(members))
  }
}
