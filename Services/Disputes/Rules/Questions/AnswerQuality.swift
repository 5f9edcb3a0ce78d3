import Contracts

// Whom to discuss at a clinic, which proceedings have the officer's views, and the good practice seen.
extension Disputes {
  /// The children in cohorts on a day, in order of cohort and child, each with when it was last discussed.
  static func clinicList(
    _ question: ClinicListQuestion, _ gather: Gather<DisputesState>, _ moment: Moment
  ) -> JSON {
    let on = question.on ?? moment.today
    var discussed: [ChildID: (on: CivilDate, outcome: KebabWord)] = [:]
    gather.forEach("clinic") { _, state in
      guard case .clinic(let clinic) = state, clinic.on <= on else { return }
      for child in clinic.children where discussed[child.child].map({ $0.on <= clinic.on }) ?? true {
        discussed[child.child] = (clinic.on, child.outcome)
      }
    }
    var items: [(cursor: String, item: JSON)] = []
    var sums: [KebabWord: Set<ChildID>] = [:]
    gather.forEachKnown { child, known in
      for membership in known.cohorts where membership.holds(on: on) {
        guard question.cohort.map({ $0 == membership.cohort }) ?? true else { continue }
        sums[membership.cohort, default: []].insert(child)
        let last = discussed[child]
        items.append(
          (
            "\(membership.cohort)/\(child)/\(membership.from)",
            .object([
              ("cohort", .text(membership.cohort)), ("child", .text(child)), ("since", .date(membership.from)),
              ("team", known.team.map { .text($0) }), ("lastDiscussedOn", last.map { .date($0.on) }),
              ("lastOutcome", last.map { .text($0.outcome) }),
              ("new", .boolean(last.map { $0.on < membership.from } ?? true)),
            ])
          ))
      }
    }
    return page(items, after: question.after, length: longPageLength, beside: [("sizes", .array(sizes(sums)))])
  }

  private static func sizes(_ sums: [KebabWord: Set<ChildID>]) -> [JSON] {
    sums.sorted { $0.key < $1.key }
      .map { .object([("cohort", .text($0.key)), ("children", .integer($0.value.count))]) }
  }

  static let clinicListFields =
    pageFields(
      [
        .required("cohort", .word, "the cohort"),
        .required("child", .identifier, "the child"),
        .required("since", .date, "since when the child belongs to it"),
        .optional("team", .word, "the team that has the child's case"),
        .optional("lastDiscussedOn", .date, "when a clinic last discussed the child"),
        .optional("lastOutcome", .word, "what came of it"),
        .required("new", .boolean, "whether no clinic has discussed the child since it joined"),
      ], "the children, by cohort", length: longPageLength) + [
      .optional(
        "sizes",
        .list(
          .object([
            .required("cohort", .word, "the cohort"),
            .required("children", .integer(1...1_000_000), "how many children belong to it on the day"),
          ]), 0...1_000), "how large each is")
    ]

  /// The court proceedings issued on or before a day, the oldest first, each with the views given in it: those filed
  /// from its issue until the next one's. Without any they are overdue.
  static func courtViews(
    _ question: CourtViewsQuestion, _ gather: Gather<DisputesState>, _ moment: Moment
  ) -> JSON {
    let on = question.on ?? moment.today
    var views: [String: [CourtView]] = [:]
    gather.forEach("view") { stream, state in
      if case .views(let file) = state { views[stream.text] = file.views.filter { $0.on <= on } }
    }
    var items: [(cursor: String, item: JSON)] = []
    var overdue = 0
    gather.forEachKnown { child, known in
      let all = known.proceedings.filter { $0.issuedOn <= on }
      for (index, proceedings) in all.enumerated() {
        let until = index + 1 < all.count ? all[index + 1].issuedOn : .latest
        let given = (views[StreamKey.views(child).text] ?? [])
          .filter { proceedings.issuedOn <= $0.on && $0.on < until }
        if given.isEmpty { overdue += 1 }
        let contacts = known.guardianContacts.map(\.on)
          .filter { proceedings.issuedOn <= $0 && $0 < until && $0 <= on }
        items.append(("\(proceedings.issuedOn)/\(child)", item(child, proceedings, given, contacts, on)))
      }
    }
    return page(
      items, after: question.after, length: longPageLength,
      beside: [
        ("count", .integer(items.count)), ("withoutViews", .integer(overdue)),
        ("rate", Percent.of(items.count - overdue, in: items.count)),
      ])
  }

  private static func item(
    _ child: ChildID, _ proceedings: (issuedOn: CivilDate, concludedOn: CivilDate?), _ given: [CourtView],
    _ contacts: [CivilDate], _ on: CivilDate
  ) -> JSON {
    let concluded = proceedings.concludedOn.flatMap { $0 <= on ? $0 : nil }
    return .object([
      ("child", .text(child)), ("issuedOn", .date(proceedings.issuedOn)),
      ("concludedOn", concluded.map { .date($0) }), ("views", .integer(given.count)),
      ("filedOn", given.map(\.on).max().map { .date($0) }),
      ("proceedings", given.compactMap(\.proceedings).last.map { .text($0) }),
      ("guardianConsulted", given.isEmpty ? nil : .boolean(given.contains { $0.guardianConsulted == true })),
      ("guardianContacts", .integer(contacts.count)),
      ("firstGuardianContactOn", contacts.min().map { .date($0) }),
      ("overdue", .boolean(given.isEmpty)), ("daysSinceIssue", .integer(proceedings.issuedOn.days(until: on))),
    ])
  }

  static let courtViewsFields =
    pageFields(
      [
        .required("child", .identifier, "the child"),
        .required("issuedOn", .date, "when the proceedings were issued"),
        .optional("concludedOn", .date, "when they ended"),
        .required("views", .integer(0...100_000), "how often the officer's views were given"),
        .optional("filedOn", .date, "when they were last given"),
        .optional("proceedings", .word, "the proceedings, as the views name them"),
        .optional("guardianConsulted", .boolean, "whether the children's guardian was consulted for any of them"),
        .optional("guardianContacts", .integer(0...100_000), "contacts of the officer with the guardian in them"),
        .optional("firstGuardianContactOn", .date, "the first of those"),
        .required("overdue", .boolean, "whether none were given"),
        .required("daysSinceIssue", .integer(0...100_000), "days since the proceedings were issued"),
      ], "the proceedings, the oldest first", length: longPageLength) + [
      .required("count", .integer(0...1_000_000), "proceedings in all"),
      .required("withoutViews", .integer(0...1_000_000), "those without the officer's views"),
      .optional("rate", .number(0...100), "per cent of them that have the officer's views"),
    ]

  /// The good practice recorded in a period, in order of day, and how often each kind was.
  static func goodPractice(_ question: GoodPracticeQuestion, _ gather: Gather<DisputesState>) -> JSON {
    var items: [(cursor: String, item: JSON)] = []
    var counts: [KebabWord: Int] = [:]
    gather.forEach("practice") { _, state in
      guard case .practice(let month) = state else { return }
      for (index, practice) in month.items.enumerated() {
        guard question.from <= practice.on, practice.on <= question.to else { continue }
        counts[practice.about, default: 0] += 1
        items.append(("\(practice.on)/\(index + 1_000_000)", JSON.object(members(of: practice))))
      }
    }
    let sums = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(pageLength)
      .map { JSON.object([("about", .text($0.key)), ("count", .integer($0.value))]) }
    return page(items, after: question.after, length: longPageLength, beside: [("counts", .array(sums))])
  }

  private static func members(of practice: GoodPractice) -> [(String, JSON?)] {
    [
      ("on", .date(practice.on)), ("about", .text(practice.about)), ("child", practice.child.map { .text($0) }),
      ("team", practice.team.map { .text($0) }), ("officer", practice.officer.map { .text($0) }),
    ]
  }

  static let goodPracticeFields =
    pageFields(GoodPractice.fields, "what was seen, in order of day", length: longPageLength) + [
      .required(
        "counts",
        .list(
          .object([
            .required("about", .word, "what was good"),
            .required("count", .integer(1...1_000_000), "how often"),
          ]), 0...pageLength), "how often each was seen, the most frequent first")
    ]
}
