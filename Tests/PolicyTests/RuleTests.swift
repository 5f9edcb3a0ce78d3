import Contracts
import Policy
import Testing

/// The rules that a profile may state beside limits, bands and ladder.
struct RuleTests {
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

  // Each alone and all together come back as they were written.
  private static let members = [
    #""local":{"bookingMonths":5,"papersWorkingDays":5}"#,
    #""corrections":[{"limit":"papers","withinWorkingDays":5,"source":"guidance"}]"#,
    #""watch":["booking","papers","audit"]"#, #""lead":{"review":10,"record":3}"#,
    #""oversight":[{"act":"visit","registration":["unregistered"],"firstWeeks":2,"everyMonths":1,"source":"x"},"#
      + #"{"act":"oversight","placements":["H5","K3"],"everyWeeks":1,"source":"x"},"#
      + #"{"act":"social-work-visit","afterMove":true,"everyWeeks":1,"untilWeeks":6,"source":"x"}]"#,
    #""reviews":[{"name":"p","stream":"post-care","after":"left-care","withinMonths":3,"everyMonths":6,"source":"x"}]"#,
    #""cohorts":[{"name":"mine","words":"of mine","inCareOverMonths":12,"statuses":["C1","C2"],"#
      + #""statusOverMonths":6,"placements":["P1"],"placementOverDays":90,"placementsInYear":4,"underAge":16,"#
      + #""overAge":10,"without":"matching","planNumberAtLeast":2,"planOverMonths":15,"#
      + #""registration":["unregulated"],"codeTwice":"PN7","source":"x"}]"#,
    #""weights":{"recentlyAccommodated":{"weight":1.25,"withinWeeks":6},"atDistance":{"weight":1.5,"overMiles":50},"#
      + #""inProceedings":{"weight":2.0},"disrupted":{"weight":1.1,"placements":4},"#
      + #""settled":{"weight":0.5,"overMonths":24}}"#,
    #""forms":[{"name":"tool","before":"review","items":["one","two"],"target":95},"#
      + #"{"name":"other","before":"conference","items":["one"]}]"#,
    #""unlawful":[{"placements":["Z1"],"underAge":18,"from":"2024-01-01","source":"x"}]"#,
    #""relaxations":[{"limits":["first-review"],"from":"2030-01-01","to":"2030-06-30","byWorkingDays":20,"#
      + #""source":"x"}]"#,
    #""report":{"form":"plain"}"#,
    #""dualRole":true"#,
  ]

  @Test func `every member comes back from its own JSON, alone and with all others`() throws {
    for members in Self.members + [Self.members.joined(separator: ",")] {
      let profile = try profile(members)
      #expect(profile.json.text == #"{"name":"a","extends":"statutory",\#(members)}"#)
      #expect(try Profile(json: JSON.read(profile.json.line)) == profile)
      #expect(profile != Profile.statutory)
    }
  }

  @Test func `what says the baseline again is no difference`() throws {
    let text =
      #""caseload":{"lowest":50,"highest":70},"watch":["review"],"lead":{"review":20,"record":5},"dualRole":false,"#
      + #""weights":{"inProceedings":{"weight":1}},"#
      + #""unlawful":[{"placements":["H5","K3","P2"],"underAge":16,"from":"2021-09-09","source":"CPR 2010 reg 27A"}],"#
      + #""relaxations":[{"limits":["later-review"],"from":"2020-04-24","to":"2020-09-24","byMonths":6,"#
      + #""source":"SI 2020/445"}]"#
    #expect(try profile(text).json.text == #"{"name":"a","extends":"statutory"}"#)
  }

  // Members, and the faults.
  @Test(arguments: [
    (#""watch":["dreams"]"#, ["unknown-word /watch/0"]),
    (#""watch":["papers","papers"]"#, ["named-twice /watch/1"]),
    (#""lead":{"dreams":3,"review":131}"#, ["out-of-range /lead/review", "unknown-member /lead/dreams"]),
    (
      #""corrections":[{"limit":"first-review","withinWorkingDays":15,"source":"x"}]"#,
      ["unknown-word /corrections/0/limit"]
    ),
    (#""corrections":[{"limit":"papers","source":"x"}]"#, ["no-span /corrections/0"]),
    (#""corrections":[{"limit":"papers","withinDays":3}]"#, ["missing /corrections/0/source"]),
    (
      #""corrections":[{"limit":"papers","withinDays":3,"source":"x"},{"limit":"papers","withinDays":4,"source":"x"}]"#,
      ["named-twice /corrections/1/limit"]
    ),
    (#""oversight":[{"act":"visit","source":"x"}]"#, ["no-span /oversight/0"]),
    (#""oversight":[{"act":"party","everyWeeks":1,"source":"x"}]"#, ["unknown-word /oversight/0/act"]),
    (
      #""oversight":[{"act":"visit","everyWeeks":1,"everyDays":7,"sauce":"y","source":"x"}]"#,
      ["unknown-member /oversight/0/sauce"]
    ),
    (
      #""oversight":[{"act":"visit","everyWeeks":1,"everyDays":7,"source":"x"}]"#,
      ["two-units /oversight/0/everyWeeks"]
    ),
    (
      #""oversight":[{"act":"visit","everyWeeks":1,"source":"x"},{"act":"visit","everyWeeks":1,"source":"y"}]"#,
      ["named-twice /oversight/1"]
    ),
    (
      #""oversight":[{"act":"visit","registration":["unregistered","unregistered"],"everyWeeks":1,"source":"x"}]"#,
      ["named-twice /oversight/0/registration/1"]
    ),
    (
      #""reviews":[{"name":"p","stream":"brook","after":"lunch","source":"x"}]"#,
      ["unknown-word /reviews/0/stream", "unknown-word /reviews/0/after"]
    ),
    (#""reviews":[{"name":"p","stream":"post-care","after":"left-care","source":"x"}]"#, ["no-span /reviews/0"]),
    (
      #""reviews":[{"name":"p","stream":"post-care","after":"opened","source":"x"},"#
        + #"{"name":"p","stream":"post-care","after":"opened","source":"x"}]"#,
      ["named-twice /reviews/1/name"]
    ),
    (#""cohorts":[{"name":"c","words":"w","source":"x"}]"#, ["no-condition /cohorts/0"]),
    (
      #""cohorts":[{"name":"c","words":"w","statusOverMonths":1,"placementOverDays":1,"source":"x"}]"#,
      ["missing /cohorts/0/statuses", "missing /cohorts/0/placements"]
    ),
    (
      #""cohorts":[{"name":"c","words":"w","underAge":10,"overAge":10,"source":"x"}]"#,
      ["no-age-left /cohorts/0/overAge"]
    ),
    (
      #""cohorts":[{"name":"c","words":"","statuses":["X9"],"underAge":26,"codeTwice":"PN9","source":"x"}]"#,
      [
        "wrong-length /cohorts/0/words", "unknown-code /cohorts/0/statuses/0", "out-of-range /cohorts/0/underAge",
        "unknown-code /cohorts/0/codeTwice",
      ]
    ),
    (
      #""weights":{"settled":{"weight":0},"luck":{"weight":2}}"#,
      ["out-of-range /weights/settled/weight"]
    ),
    (
      #""weights":{"settled":{"weight":1,"for":3},"luck":{"weight":2}}"#,
      ["unknown-member /weights/luck", "unknown-member /weights/settled/for"]
    ),
    (
      #""forms":[{"name":"f","before":"lunch","items":[]}]"#,
      ["unknown-word /forms/0/before", "wrong-length /forms/0/items"]
    ),
    (#""forms":[{"name":"f","before":"review","items":["a","a"]}]"#, ["named-twice /forms/0/items/1"]),
    (
      #""forms":[{"name":"f","before":"review","items":["a"],"target":101}]"#, ["out-of-range /forms/0/target"]
    ),
    (
      #""unlawful":[{"placements":["H5"],"underAge":16,"from":"2021-02-30","source":"x"}]"#,
      ["no-such-date /unlawful/0/from"]
    ),
    (
      #""relaxations":[{"limits":["naps"],"from":"2021-02-02","to":"2021-02-01","byDays":1,"source":"x"}]"#,
      ["unknown-word /relaxations/0/limits/0"]
    ),
    (
      #""relaxations":[{"limits":["record"],"from":"2021-02-02","to":"2021-02-01","source":"x"}]"#,
      ["no-span /relaxations/0", "ends-before-it-begins /relaxations/0/to"]
    ),
    (#""dualRole":"yes""#, ["not-a-boolean /dualRole"]),
    (#""report":{"form":"Not a word"}"#, ["not-a-word /report/form"]),
  ])
  func `a faulty rule is refused with every fault`(members: String, faults: [String]) {
    let error = #expect(throws: PolicyFaults.self) { try profile(members) }
    #expect(error?.faults.map { "\($0.reason) \($0.at)" } == faults)
  }

  @Test func `a faulty rule of a file is told with its line`() {
    let text =
      "{\n\"name\": \"a\",\n\"cohorts\": [\n{\"name\": \"c\",\n\"words\": \"w\",\n\"source\": \"x\",\n\"age\": 3}]}"
    let error = #expect(throws: PolicyFaults.self) { try Profile(file: Array(text.utf8)) }
    #expect(error?.description == "line 7: unknown-member at /cohorts/0/age")
  }
}
