import Contracts
import Policy
import Testing

/// What a profile says of challenges beside the names of its stages.
struct ChallengeRuleTests {
  private func profile(_ members: String) throws -> Profile {
    try Profile(json: JSON.read(Array("{\"name\":\"a\",\"extends\":\"statutory\",\(members)}".utf8)))
  }

  @Test(arguments: [
    #""ladder":[{"name":"one","mayStart":true,"respondent":"team-manager","silence":"note","maySkip":false}]"#,
    #""lead":{"review":10,"dispute-response":3}"#, #""patterns":{"count":4,"weeks":6,"to":"director"}"#,
    #""alerts":[{"on":"failed-audit-item","theme":"tool","only":["report-quality"]},"#
      + #"{"on":"contact-changed-without-review","theme":"contact","withinDays":14}]"#,
  ])
  func `who answers, what silence does, patterns and alerts travel as they were said`(members: String) throws {
    let read = try profile(members)
    #expect(read.json.text == "{\"name\":\"a\",\"extends\":\"statutory\",\(members)}")
    #expect(try Profile(json: read.json) == read)
  }

  @Test func `what is left out, or said as the baseline says it, does not travel`() throws {
    let said = try profile(
      #""ladder":[{"name":"one","silence":"escalate","maySkip":true}],"lead":{"dispute-response":2},"#
        + #""patterns":{"count":3,"weeks":12,"to":"head-of-service"}"#)
    #expect(said.json.text == #"{"name":"a","extends":"statutory","ladder":[{"name":"one","mayStart":true}]}"#)
    #expect(said.disputeLeadWorkingDays == 2 && said.patterns == Profile.statutory.patterns)
    #expect(Profile.statutory.patterns.count == 3 && Profile.statutory.patterns.weeks == 12)
    #expect(Profile.statutory.alerts.isEmpty)
  }

  @Test(arguments: [
    (#""ladder":[{"name":"one","silence":"sleep"}]"#, "unknown-word /ladder/0/silence"),
    (#""ladder":[{"name":"one","respondent":"A Person"}]"#, "not-a-word /ladder/0/respondent"),
    (#""patterns":{"count":1}"#, "out-of-range /patterns/count"),
    (#""patterns":{"often":3}"#, "unknown-member /patterns/often"),
    (#""alerts":[{"on":"rain","theme":"weather"}]"#, "unknown-word /alerts/0/on"),
    (#""alerts":[{"on":"missed-milestone","theme":"late","only":["x","x"]}]"#, "named-twice /alerts/0/only/1"),
    (#""lead":{"dispute-response":131}"#, "out-of-range /lead/dispute-response"),
  ])
  func `a faulty rule is refused with its place`(members: String, fault: String) throws {
    let error = #expect(throws: PolicyFaults.self) { try profile(members) }
    #expect(error?.faults.map { "\($0.reason) \($0.at)" } == [fault])
  }

  @Test func `a profile that asks for alerts without a stage for them is refused by its line, and read if adopted`()
    throws
  {
    let text = """
      {
        "name": "a",
        "ladder": [{ "name": "formal", "kinds": ["formal", "themed"] }],
        "alerts": [{ "on": "unlawful-placement", "theme": "unlawful" }]
      }
      """
    let error = #expect(throws: PolicyFaults.self) { try Profile(file: Array(text.utf8)) }
    #expect(error?.description == "line 4: no-stage-for-alerts at /alerts")
    let old = try Profile(json: JSON.read(Array(text.replacing("\n", with: " ").utf8)))
    #expect(old.ladder?.startOfAlerts?.name.text == "formal")
    for name in Profile.embeddedNames {
      guard let ladder = Profile.embedded(name)?.ladder else { continue }
      #expect(KebabWord("alert").flatMap { ladder.start(of: $0) } != nil, "\(name)")
    }
  }

  @Test func `the whole formal process has 20 working days, or the authority's own fewer`() throws {
    let calendar = BankHolidays.englandAndWales
    let day = try #require(CivilDate("2022-05-03"))
    #expect(Profile.statutory.disputeProcessEnd(from: day, by: calendar)?.description == "2022-05-31")
    let stricter = try profile(#""local":{"disputeResolutionWorkingDays":10}"#)
    #expect(stricter.disputeProcessEnd(from: day, by: calendar)?.description == "2022-05-17")
    let looser = try profile(#""local":{"disputeResolutionWorkingDays":30}"#)
    #expect(looser.disputeProcessEnd(from: day, by: calendar)?.description == "2022-05-31")
  }

  @Test func `no authority's report prints a time for an answer, and three name who answers somewhere`() throws {
    var named: [String] = []
    for name in Profile.embeddedNames {
      let stages = Profile.embedded(name)?.ladder?.stages ?? []
      #expect(stages.allSatisfy { $0.respondWorkingDays == nil && $0.silence == .escalate && $0.maySkip })
      if stages.contains(where: { $0.respondent != nil }) { named.append(name) }
    }
    #expect(named == ["middlesbrough", "thurrock", "westminster"])
  }
}
