import Contracts
import Policy
import Testing

struct LimitTests {
  // Regulation and paragraph of every number that statute or guidance sets.
  @Test(arguments: [
    (Limit.firstReview, Span.workingDays(20), "CPR 2010 reg 33(1)"),
    (.secondReview, .months(3), "CPR 2010 reg 33(2)"), (.laterReview, .months(6), "CPR 2010 reg 33(2)"),
    (.shortBreaksFirstReview, .months(3), "CPR 2010 reg 48(3)(d)"),
    (.shortBreaksLaterReview, .months(6), "CPR 2010 reg 48(3)(d)"),
    (.authorityToPlaceFirstReview, .months(3), "AAR 2005 reg 36(1)(a)"),
    (.authorityToPlaceLaterReview, .months(6), "AAR 2005 reg 36(1)(b)"),
    (.placedFirstReview, .weeks(4), "AAR 2005 reg 36(3)(a)"),
    (.placedSecondReview, .months(3), "AAR 2005 reg 36(3)(b)"),
    (.placedLaterReview, .months(6), "AAR 2005 reg 36(3)(c)"),
    (.adjournment, .workingDays(20), "CPR 2010 reg 36(2)"),
    (.disputeResolution, .workingDays(20), "IRO Handbook 2010 para 6.2"),
  ])
  func `the baseline's numbers stand with their source`(limit: Limit, span: Span, source: String) {
    #expect(limit.statutory == span)
    #expect(limit.source == source)
  }

  @Test func `every limit has a kebab word and a source, and those that only a profile can set lack a number`() {
    #expect(Limit.allCases.allSatisfy { KebabWord($0.word) != nil && !$0.source.isEmpty })
    #expect(Set(Limit.allCases.map(\.word)).count == Limit.allCases.count)
    let unset: Set<Limit> = [
      .postCareReview, .postEighteenReview, .courtDirectedReview, .intercountryAdoptionReview, .booking,
      .preReviewVisit, .letter, .midwayReview, .virtualFollowUp,
    ]
    #expect(Set(Limit.allCases.filter { $0.statutory == nil }) == unset)
    #expect(Limit.allCases.allSatisfy { Limit(word: $0.word) == $0 })
    #expect(Limit.allCases.filter(\.isBefore) == [.preDiscussion, .papers, .consultation, .preReviewVisit])
    #expect(Limit.authorityToPlaceFirstReview.word == "authority-to-place-first-review")
  }

  @Test(arguments: [
    (Span.workingDays(20), "2022-10-03", "20-working-days"), (.days(28), "2022-10-01", "28-days"),
    (.weeks(4), "2022-10-01", "4-weeks"), (.months(1), "2022-10-03", "1-months"),
  ])
  func `a span ends in its own unit`(span: Span, end: String, word: String) throws {
    let event = try #require(CivilDate("2022-09-03"))
    #expect(span.end(from: event, by: BankHolidays.englandAndWales)?.end == CivilDate(end))
    #expect(span.word == word)
  }

  @Test func `only working days need the calendar to know`() throws {
    let event = try #require(CivilDate("2031-03-31"))
    let calendar = BankHolidays.englandAndWales
    #expect(Span.workingDays(1).end(from: event, by: calendar) == nil)
    #expect(Span.months(6).end(from: event, by: calendar)?.end == CivilDate("2031-09-30"))
    #expect(Span.weeks(4).end(from: event, by: calendar)?.end == CivilDate("2031-04-28"))
  }
}
