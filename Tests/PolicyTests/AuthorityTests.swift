import Contracts
import Policy
import Testing

/// The five authorities' profiles, by the rows of the requirements and the table of what an authority may choose.
struct AuthorityTests {
  private let calendar = BankHolidays.englandAndWales

  private func profile(_ name: String) throws -> Profile {
    try #require(Profile.embedded(name))
  }

  private func word(_ text: String) throws -> KebabWord {
    try #require(KebabWord(text))
  }

  private func date(_ text: String) throws -> CivilDate {
    try #require(CivilDate(text))
  }

  @Test func `five authorities are built in, Herefordshire once with combined caseloads and once without (H6)`() throws
  {
    #expect(
      Profile.embeddedNames == [
        "statutory", "herefordshire", "herefordshire-combined", "medway", "middlesbrough", "thurrock", "westminster",
      ])
    #expect(try profile("herefordshire-combined").dualRole)
    #expect(try !profile("herefordshire").dualRole)
    #expect(try profile("herefordshire").local == profile("herefordshire-combined").local)
    #expect(try profile("middlesbrough").dualRole)
  }

  // Authority, limit, local span.
  @Test(arguments: [
    ("medway", Limit.firstReview, Span.weeks(4)), ("medway", .secondReview, .weeks(12)),
    ("medway", .record, .workingDays(15)), ("medway", .midwayReview, .months(3)),
    ("westminster", .midwayReview, .months(3)), ("westminster", .letter, .workingDays(20)),
    ("thurrock", .booking, .months(5)), ("thurrock", .virtualFollowUp, .months(1)),
    ("herefordshire", .firstReview, .days(28)), ("herefordshire", .secondReview, .weeks(12)),
    ("herefordshire", .allocation, .days(5)), ("middlesbrough", .preReviewVisit, .days(1)),
  ])
  func `a local limit stands beside the statutory one (M25, M29, M30, T8, T11, H2, H3, B26)`(
    name: String, limit: Limit, span: Span
  ) throws {
    let profile = try profile(name)
    #expect(profile.local[limit] == span)
    #expect(profile.statutorySpan(of: limit) == limit.statutory)
  }

  @Test func `Medway wants oversight each week and one visit within two weeks in unregistered placements (M14)`() throws
  {
    let rules = try profile("medway").oversight
    #expect(rules.map(\.act) == [.oversight, .visit])
    #expect(rules.map(\.first) == [.weeks(1), .weeks(2)])
    #expect(rules.map(\.every) == [.weeks(1), nil])
    #expect(rules.allSatisfy { $0.concerns(.k2, registration: .unregistered) })
    #expect(rules.allSatisfy { $0.concerns(.h5, registration: .unregulated) && !$0.afterMove })
    #expect(rules.allSatisfy { !$0.concerns(.k2, registration: .registered) })
  }

  @Test func `Thurrock visits unregistered placements each month and reviews once after 18 (T27, T29)`() throws {
    let thurrock = try profile("thurrock")
    let visit = try #require(thurrock.oversight.first)
    #expect(visit.act == .visit && visit.first == nil && visit.every == .months(1))
    #expect(visit.concerns(.u4, registration: .unregistered) && !visit.concerns(.u4, registration: .unregulated))
    let review = try #require(thurrock.reviews.first)
    #expect(review.stream == .postCare && review.after == .eighteenthBirthday && review.every == nil)
    #expect(thurrock.watches(.booking) && thurrock.watches(.virtualFollowUp) && thurrock.watches(.officerCheck))
  }

  @Test func `Thurrock weighs harder and easier cases, and no other authority does (T4)`() throws {
    let weights = try profile("thurrock").weights
    #expect(weights.recentlyAccommodated.weight > 1 && weights.atDistance.weight > 1)
    #expect(weights.inProceedings > 1 && weights.disrupted.weight > 1 && weights.settled.weight < 1)
    for name in Profile.embeddedNames where name != "thurrock" {
      #expect(try profile(name).weights == .baseline)
    }
  }

  @Test func `further streams of reviews are data (M3, W5, B18)`() throws {
    #expect(try profile("medway").reviews.map(\.stream) == [.postCare])
    #expect(try profile("westminster").reviews.map(\.stream) == [.intercountryAdoption])
    #expect(try profile("westminster").reviews.map(\.after) == [.opened])
    #expect(try profile("middlesbrough").reviews.map(\.after) == [.courtDirection])
    #expect(try profile("middlesbrough").reviews.map(\.within) == [nil])
  }

  @Test func `Middlesbrough's tool is completed before every review and conference, target 95 per cent (B16, B17)`()
    throws
  {
    let middlesbrough = try profile("middlesbrough")
    let review = try #require(middlesbrough.forms(before: .review).first)
    let conference = try #require(middlesbrough.forms(before: .conference).first)
    #expect(review.target == 95 && conference.target == 95)
    #expect(
      try review.items.starts(
        with: [
          word("arranged-in-time"), word("report-quality"), word("child-consulted"),
          word("advocacy-and-visitors-promoted"), word("weekly-visit-after-move"), word("family-involved"),
        ]))
    #expect(try conference.items.contains(word("plan-final-at-core-group")))
    let visit = try #require(middlesbrough.oversight.first)
    #expect(visit.afterMove && visit.act.kind == .socialWorkVisit && visit.every == .weeks(1))
    #expect(middlesbrough.watches(.audit) && middlesbrough.watches(.conference) && middlesbrough.watches(.coreGroup))
    #expect(try profile("medway").forms(before: .review).count == 1)
    #expect(try profile("medway").forms(before: .conference).isEmpty)
  }

  @Test func `Westminster watches what its report speaks of (W21, W23, W26, W33, W35)`() throws {
    let westminster = try profile("westminster")
    let kinds: [DeadlineKind] = [
      .preDiscussion, .papers, .distribution, .letter, .midwayReview, .carePlan, .initialHealthAssessment,
      .personalEducationPlan, .pathwayPlan, .returnInterview, .childProtectionAdviser,
    ]
    #expect(kinds.allSatisfy(westminster.watches))
    #expect(!westminster.watches(.socialWorkVisit) && !westminster.watches(.oversight))
    #expect(westminster.caseload == 50...60)
  }

  @Test func `every watched kind that only a profile can date has its number`() throws {
    let dated: [(DeadlineKind, Limit)] = [
      (.booking, .booking), (.letter, .letter), (.midwayReview, .midwayReview), (.virtualFollowUp, .virtualFollowUp),
    ]
    for name in Profile.embeddedNames {
      let profile = try profile(name)
      for (kind, limit) in dated where profile.watches(kind) { #expect(profile.local[limit] != nil, "\(name)") }
      if profile.watches(.oversight) { #expect(profile.oversight.contains { $0.act == .oversight }) }
      if profile.watches(.audit) { #expect(!profile.forms.isEmpty) }
    }
  }

  // Authority, kind of challenge, the stages that it climbs.
  @Test(arguments: [
    ("medway", "formal", "stage-1 stage-2 stage-3 stage-4"), ("thurrock", "informal", "informal formal director"),
    ("thurrock", "formal", "formal director"), ("herefordshire", "informal", "informal formal"),
    ("herefordshire", "formal", "formal"), ("middlesbrough", "alert", "alert formal director"),
    ("middlesbrough", "formal", "formal director"), ("westminster", "themed", "service senior-management"),
  ])
  func `each authority has its ladder (M36, T22, B21)`(name: String, kind: String, stages: String) throws {
    let ladder = try #require(profile(name).ladder)
    let kind = try word(kind)
    var stage = ladder.start(of: kind)
    var climbed: [String] = []
    while let current = stage {
      climbed.append(current.name.text)
      stage = ladder.next(after: current.name, for: kind)
    }
    #expect(climbed.joined(separator: " ") == stages)
    #expect(ladder.stages.allSatisfy { $0.respondWorkingDays == nil && $0.mayStart })
  }

  @Test func `a profile of an earlier journal reads and travels as before`() throws {
    let text =
      #"{"name":"westminster","extends":"statutory","caseload":{"lowest":50,"highest":60},"ladder":["#
      + #"{"name":"informal","mayStart":true,"kinds":["alert","informal"]},"#
      + #"{"name":"stage-1","mayStart":true,"kinds":["alert","informal","formal"]},"#
      + #"{"name":"stage-2","mayStart":true,"kinds":["alert","informal","formal"]},"#
      + #"{"name":"service","mayStart":true,"kinds":["themed"]},{"name":"senior-management","mayStart":true}]}"#
    let old = try Profile(json: JSON.read(Array(text.utf8)))
    #expect(old.json.text == text)
    #expect(ContentHash.text(of: old.json) == "930e5fcef97c5b46eda6a7ff0b8c0d62bd6d4c89d761878f5e1a58392435136e")
    #expect(old.watched == Profile.statutory.watched && old.cohorts == Profile.statutory.cohorts)
    #expect(try old.ladder?.stages.map(\.name) == profile("westminster").ladder?.stages.map(\.name))
    #expect(old.ladder?.stages.allSatisfy { $0.respondent == nil && $0.silence == .escalate && $0.maySkip } == true)
  }

  @Test func `every profile's content hash is that of its own JSON read again`() throws {
    for name in Profile.embeddedNames {
      let built = try profile(name)
      let again = try Profile(json: JSON.read(built.json.line))
      #expect(again == built && again.hashValue == built.hashValue)
      #expect(ContentHash.text(of: again.json) == ContentHash.text(of: built.json))
    }
  }
}
