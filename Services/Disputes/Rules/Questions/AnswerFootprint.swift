import Contracts

// What officers did, the clinics they held, and whether they stand outside the line that they challenge.
extension Disputes {
  /// An act of a footprint: what, of which child and officer, as far as is known.
  private struct Step {
    let act: String
    let on: CivilDate
    var child: ChildID?
    var officer: String?
  }

  /// The acts of a period, a row for each officer or child and kind of act, and how often each kind was.
  static func traces(_ question: FootprintQuestion, _ gather: Gather<DisputesState>) -> JSON {
    var sums: [String: Int] = [:]
    var rows: [String: [String: Int]] = [:]
    func count(_ step: Step, _ children: [ChildID]) {
      guard question.from <= step.on, step.on <= question.to else { return }
      sums[step.act, default: 0] += 1
      switch question.by {
      case .officer: if let officer = step.officer { rows[officer, default: [:]][step.act, default: 0] += 1 }
      case .child: for child in children { rows[child.text, default: [:]][step.act, default: 0] += 1 }
      }
    }
    gather.forEachDispute { file in for step in steps(of: file) { count(step, file.children) } }
    forEachStep(beside: gather) { count($0, $0.child.map { [$0] } ?? []) }
    let items = rows.flatMap { who, acts in
      acts.map { act, number in
        (
          "\(who)/\(act)",
          JSON.object([
            (question.by.rawValue, .string(who)), ("act", .string(act)), ("count", .integer(number)),
          ])
        )
      }
    }
    let acts = sums.sorted { $0.key < $1.key }
      .map { JSON.object([("act", .string($0.key)), ("count", .integer($0.value))]) }
    return page(items, after: question.after, length: longPageLength, beside: [("acts", .array(acts))])
  }

  private static func steps(of file: DisputeFile) -> [Step] {
    let escalations = file.steps.dropFirst().filter { $0.because != Cause.clock.word }.map { ("escalation", $0.on) }
    let acts =
      [("\(file.kind)-challenge", file.raisedOn)] + escalations
      + file.cafcassReferrals.map { ("cafcass-referral", $0) } + file.advice.map { ("legal-advice", $0.on) }
      + (file.remedy.map { [("remedy-evidenced", $0.on)] } ?? [])
    return acts.map { Step(act: $0.0, on: $0.1, officer: file.author) }
  }

  /// The acts that stand beside challenges.
  private static func forEachStep(beside gather: Gather<DisputesState>, _ each: (Step) -> Void) {
    gather.forEach("practice") { _, state in
      guard case .practice(let month) = state else { return }
      for item in month.items {
        each(Step(act: "good-practice", on: item.on, child: item.child, officer: item.officer?.text))
      }
    }
    gather.forEach("clinic") { _, state in
      guard case .clinic(let clinic) = state else { return }
      for child in clinic.children { each(Step(act: "clinic-discussion", on: clinic.on, child: child.child)) }
    }
    gather.forEach("view") { _, state in
      guard case .views(let file) = state else { return }
      for view in file.views { each(Step(act: "court-view", on: view.on, child: view.child)) }
    }
    for (child, file) in gather.complaints {
      for answer in file.answers {
        each(Step(act: "complaint-answered", on: answer.on, child: child, officer: answer.by?.id))
      }
    }
  }

  private static let actFields: [Field] = [
    .required("act", .word, "what was done: a challenge of a kind, escalation, good-practice, court-view, ..."),
    .required("count", .integer(1...1_000_000), "how often"),
  ]

  static let footprintFields =
    pageFields(
      [
        .optional("officer", .identifier, "the officer"),
        .optional("child", .identifier, "the child"),
      ] + actFields, "a row for each officer or child and what was done", length: longPageLength) + [
      .required("acts", .list(.object(actFields), 0...100), "how often each was done in all, also by nobody named")
    ]

  // MARK: Clinics

  /// The clinics held in a period, in order of day.
  static func clinics(_ question: ClinicsQuestion, _ gather: Gather<DisputesState>) -> JSON {
    var held: [ClinicFile] = []
    gather.forEach("clinic") { _, state in
      guard case .clinic(let clinic) = state, question.from <= clinic.on, clinic.on <= question.to else { return }
      held.append(clinic)
    }
    let discussed = held.flatMap(\.children)
    func sums(_ name: String, _ words: [KebabWord]) -> JSON {
      let counts = words.reduce(into: [KebabWord: Int]()) { $0[$1, default: 0] += 1 }
      return .array(
        counts.sorted { $0.key < $1.key }.prefix(pageLength)
          .map { .object([(name, .text($0.key)), ("count", .integer($0.value))]) })
    }
    return page(
      held.map { ("\($0.on)/\($0.clinic)", json(of: $0)) }, after: question.after, length: clinicsLength,
      beside: [
        ("clinics", .integer(held.count)), ("children", .integer(Set(discussed.map(\.child)).count)),
        ("outcomes", sums("outcome", discussed.map(\.outcome))),
        ("referrals", sums("referral", discussed.compactMap(\.referral))),
      ])
  }

  private static func json(of clinic: ClinicFile) -> JSON {
    let children = clinic.children.map { child in
      JSON.object([
        ("child", .text(child.child)), ("outcome", .text(child.outcome)),
        ("referral", child.referral.map { .text($0) }),
      ])
    }
    return .object([
      ("clinic", .text(clinic.clinic)), ("on", .date(clinic.on)), ("chair", .text(clinic.chair)),
      ("attendees", clinic.attendees.isEmpty ? nil : .strings(clinic.attendees.map(\.text))),
      ("cohort", clinic.cohort.map { .text($0) }), ("children", .array(children)),
    ])
  }

  /// Clinics in one reply: at most 65,000 bytes each, as they were asked in one line.
  private static let clinicsLength = 14

  static let clinicsFields =
    pageFields(ClinicHeld.fields, "the clinics, in order of day", length: clinicsLength) + [
      .required("clinics", .integer(0...1_000_000), "clinics held in the period"),
      .required("children", .integer(0...1_000_000), "the children discussed, each once"),
      .required("outcomes", .list(.object(counted("outcome")), 0...pageLength), "how often each came of it"),
      .required("referrals", .list(.object(counted("referral")), 0...pageLength), "how often each was referred to"),
    ]

  private static func counted(_ name: String) -> [Field] {
    [.required(name, .word, "the \(name)"), .required("count", .integer(1...1_000_000), "how often")]
  }
}
