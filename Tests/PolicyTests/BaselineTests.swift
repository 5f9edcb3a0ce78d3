import Contracts
import Policy
import Testing

/// What the baseline says of itself, and how a profile's rules are read from it.
struct BaselineTests {
  private let calendar = BankHolidays.englandAndWales

  private func profile(_ members: String) throws -> Profile {
    try Profile(json: JSON.read(Array(#"{"name":"a","extends":"statutory",\#(members)}"#.utf8)))
  }

  private func word(_ text: String) throws -> KebabWord {
    try #require(KebabWord(text))
  }

  private func date(_ text: String) throws -> CivilDate {
    try #require(CivilDate(text))
  }

  @Test func `the baseline watches what the service itself owes, and what is unlawful`() throws {
    let expected = [
      "review", "allocation", "early-review-decision", "adjourned-review", "record", "placement-unlawful",
      "recommendation",
    ]
    #expect(try Profile.statutory.watched == Set(expected.map(word)))
    #expect(try profile(#""watch":["audit"]"#).watched == Set((expected + ["audit"]).map(word)))
    #expect(DeadlineKind.allCases.allSatisfy { $0.word.text == $0.rawValue })
    #expect(DeadlineKind.allCases.count == 33)
  }

  @Test func `a review is said to approach 20 working days before, all else five, unless a profile says otherwise`()
    throws
  {
    let own = try profile(#""lead":{"review":10,"papers":0}"#)
    #expect(Profile.statutory.leadWorkingDays(of: .review) == 20)
    #expect(Profile.statutory.leadWorkingDays(of: .record) == 5)
    #expect(own.leadWorkingDays(of: .review) == 10)
    #expect(own.leadWorkingDays(of: .papers) == 0)
    #expect(own.leadWorkingDays(of: .record) == 5)
  }

  @Test func `only a number from memory can be corrected, and both clocks follow`() throws {
    let own = try profile(
      #""local":{"papersWorkingDays":10},"corrections":[{"limit":"papers","withinWorkingDays":5,"source":"guidance"}]"#)
    let review = try date("2025-06-30")
    #expect(Profile.statutory.statutorySpan(of: .papers) == .workingDays(3))
    #expect(Profile.statutory.source(of: .papers) == "IRO Handbook 2010")
    #expect(own.statutorySpan(of: .papers) == .workingDays(5))
    #expect(own.source(of: .papers) == "guidance")
    #expect(try own.statutoryEnd(of: .papers, from: review, by: calendar)?.end == date("2025-06-23"))
    #expect(try own.localEnd(of: .papers, from: review, by: calendar)?.end == date("2025-06-16"))
    #expect(!Limit.firstReview.isFromMemory && !Limit.record.isFromMemory && Limit.decisions.isFromMemory)
    #expect(Limit.allCases.allSatisfy { !$0.isFromMemory || $0.statutory != nil })
  }

  // Limit, the day of the review, the last day in time.
  @Test(arguments: [
    (Limit.preDiscussion, "2025-06-30", "2025-06-09"), (.consultation, "2025-06-30", "2025-06-16"),
    (.papers, "2025-06-30", "2025-06-25"), (.papers, "2023-04-12", "2023-04-05"),
  ])
  func `a limit before a review runs back from it`(limit: Limit, review: String, last: String) throws {
    #expect(try Profile.statutory.statutoryEnd(of: limit, from: date(review), by: calendar)?.end == date(last))
  }

  @Test func `a span runs back in its own unit`() throws {
    let day = try date("2025-06-30")
    #expect(try Span.days(1).start(before: day, by: calendar)?.end == date("2025-06-29"))
    #expect(try Span.weeks(2).start(before: day, by: calendar)?.end == date("2025-06-16"))
    #expect(try Span.months(4).start(before: day, by: calendar)?.end == date("2025-02-28"))
    #expect(try Span.workingDays(3).start(before: day, by: calendar)?.end == date("2025-06-25"))
  }

  // From 24 April to 24 September 2020 the six-monthly review was not owed (SI 2020/445); first and second ones were.
  @Test(arguments: [
    (Limit.laterReview, "2020-04-23", nil), (.laterReview, "2020-04-24", "2021-03-24"),
    (.laterReview, "2020-09-24", "2021-03-24"), (.laterReview, "2020-09-25", nil), (.secondReview, "2020-06-01", nil),
  ])
  func `a later review's limit within the relaxation moves six months behind it (H10)`(
    limit: Limit, day: String, moved: String?
  ) throws {
    let relaxed = try Profile.statutory.relaxed(limit, fallingOn: date(day), by: calendar)
    #expect(relaxed?.reckoning.end == moved.flatMap { CivilDate($0) })
    #expect(relaxed == nil || relaxed?.relaxation.source == "SI 2020/445")
  }

  // Placement, age, day, whether it is forbidden.
  @Test(arguments: [
    (PlacementType.h5, 15, "2021-09-09", true), (.h5, 15, "2021-09-08", false), (.h5, 16, "2021-09-09", false),
    (.k3, 12, "2024-05-01", true), (.p2, 15, "2022-01-01", true), (.k2, 15, "2022-01-01", false),
  ])
  func `a child under 16 may not be in other arrangements since 9 September 2021 (T28)`(
    placement: PlacementType, age: Int, day: String, forbidden: Bool
  ) throws {
    let ban = try Profile.statutory.ban(on: placement, age: age, on: date(day))
    #expect((ban != nil) == forbidden)
    #expect(ban == nil || ban?.source == "CPR 2010 reg 27A")
  }

  @Test(arguments: [
    "in-care-over-one-year", "in-care-over-five-years", "placed-with-parents-on-order",
    "placement-order-over-six-months", "three-placements-in-a-year", "under-ten-without-adoption-considered",
    "short-breaks", "second-plan", "plan-over-fifteen-months", "plan-over-two-years",
    "fostering-over-a-year-not-linked", "matching-13-and-under", "matching-14-and-over", "unregistered-or-unregulated",
    "connected-carers", "connected-carers-on-care-order", "sixteen-and-over", "unheard-twice",
  ])
  func `the baseline has the cohorts of the reports (W11, W34, W38, W40, T17, T21, T29, T33, B9, B19, B24)`(
    name: String
  ) throws {
    let rule = try #require(Profile.statutory.cohorts.first { $0.name.text == name })
    // Every rule of the baseline can be said in a profile.
    let copy = try profile(#""cohorts":[\#(rule.copied(as: "mine"))]"#)
    #expect(copy.cohorts.count == Profile.statutory.cohorts.count + 1)
    #expect(copy.cohorts.last?.inCareOver == rule.inCareOver && copy.cohorts.last?.statuses == rule.statuses)
  }

  @Test func `an own cohort stands in the place of the baseline's of the same name, and others follow`() throws {
    let own = try profile(
      #""cohorts":[{"name":"new","words":"new","overAge":12,"source":"x"},"#
        + #"{"name":"sixteen-and-over","words":"15 and over","overAge":15,"source":"x"}]"#)
    #expect(own.cohorts.map(\.name).dropLast() == Profile.statutory.cohorts.map(\.name)[...])
    #expect(own.cohorts.first { $0.name.text == "sixteen-and-over" }?.overAge == 15)
    #expect(own.cohorts.last?.name.text == "new")
    #expect(try Profile(json: own.json) == own)
  }

  @Test func `no cohort of the baseline is named twice`() {
    let names = Profile.statutory.cohorts.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(Profile.statutory.cohorts.allSatisfy { !$0.words.isEmpty && !$0.source.isEmpty })
  }
}

extension CohortRule {
  /// The rule's conditions of time in care and legal status as a profile says them, under another name.
  fileprivate func copied(as name: String) -> String {
    var members = [#""name":"\#(name)","words":"\#(words)","source":"\#(source)","overAge":0"#]
    if case .months(let count) = inCareOver { members.append(#""inCareOverMonths":\#(count)"#) }
    if let statuses {
      members.append(#""statuses":[\#(statuses.map { "\"\($0.rawValue)\"" }.joined(separator: ","))]"#)
    }
    return "{\(members.joined(separator: ","))}"
  }
}
