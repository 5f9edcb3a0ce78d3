import Contracts
import ReportingRules
import Testing

@Suite struct PlanTests {
  private static let year = #""from":"2022-04-01","to":"2023-03-31""#

  /// Two children in care at the end of the year, one placed 30 miles away; two reviews, one late.
  private static func feeds() throws -> Feeds {
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-02", placement: #"{"type":"U6","provider":"PR1","distanceMiles":30}"#)
    try feeds.enter("B", "2021-05-02", placement: #"{"type":"U6","provider":"PR1","distanceMiles":3}"#)
    try feeds.hold("R-1", of: "A", "2022-05-12", due: "2022-05-12")
    try feeds.hold("R-2", of: "B", "2022-08-12", due: "2022-08-10", lateReason: "illness")
    return feeds
  }

  @Test func `a target stands beside the figure, and says whether it is met`() throws {
    var own = try Own(Self.feeds().told)
    let rate = #""figure":"reviews-in-timescale-rate""#
    try own.command("set-target", #"\#(rate),"value":90,"direction":"at-least","from":"2021-04-01""#)
    try own.command("set-target", #"\#(rate),"value":50,"direction":"at-least","from":"2023-04-01""#)
    try own.command(
      "set-target", #""figure":"reviews-out-of-timescale","value":1,"direction":"at-most","from":"2022-04-01""#)
    let targets = try #require(try own.answer("targets", Self.year)["targets"]?.array)
    #expect(targets.map { $0["figure"]?.string } == ["reviews-out-of-timescale", "reviews-in-timescale-rate"])
    #expect(targets.map { $0["met"]?.boolean } == [true, false])
    #expect(targets[1]["target"]?["value"]?.integer == 90)
    #expect(targets[1]["gap"]?.text == "-40.00")
    let later = try own.answer("targets", #""from":"2023-04-01","to":"2023-05-31""#)["targets"]?.array
    #expect(later?.last?["target"]?["value"]?.integer == 50)
    #expect(later?.last?["met"] == nil, "nothing is counted of that time")
    let figures = try #require(try own.answer("figures", Self.year)["figures"]?.array)
    #expect(figures.first { $0["name"]?.string == "reviews-in-timescale-rate" }?["target"]?["met"]?.boolean == false)
    #expect(figures.first { $0["name"]?.string == "reviews-held" }?["target"] == nil)
  }

  @Test func `a figure stands beside benchmarks and the two years before`() throws {
    var own = try Own(Self.feeds().told)
    func load(_ set: String, _ year: Int, _ value: String) throws {
      try own.command(
        "load-benchmark",
        #""set":"\#(set)","figure":"placed-over-20-miles-rate","year":\#(year),"value":\#(value),"source":"DfE""#)
    }
    try load("england", 2023, "20.5")
    try load("neighbours", 2023, "19")
    try load("neighbours", 2021, "17")
    try load("neighbours", 2023, "18")
    try load("england", 2024, "99")
    let answer = try own.answer("benchmarks", Self.year)
    let figure = try #require(answer["figures"]?.array?.first)
    #expect(figure["value"]?.text == "50.00")
    let benchmarks = try #require(figure["benchmarks"]?.array)
    #expect(benchmarks.map { $0["set"]?.string } == ["england", "neighbours", "neighbours"])
    #expect(benchmarks.map { $0["value"]?.text } == ["20.5", "17", "18"], "the newest of a set and year, none later")
    let earlier = try #require(figure["earlier"]?.array)
    #expect(earlier.map { $0["from"]?.string } == ["2021-04-01", "2020-04-01"])
    #expect(earlier.map { $0["value"]?.text } == ["0.00", nil])
    #expect(earlier[0]["change"]?.text == "50.00")
    let beside = try own.answer("figures", #"\#(Self.year),"names":["placed-over-20-miles-rate"]"#)
    #expect(beside["figures"]?.array?.first?["benchmarks"]?.array?.count == 2)
    let one = try own.answer("benchmarks", #"\#(Self.year),"set":"england""#)["figures"]?.array
    #expect(one?.first?["benchmarks"]?.array?.count == 1)
  }

  @Test func `an action goes from planned to done, and a new setting begins it again`() throws {
    var own = try Own()
    let plan = #""priority":"voice","outcome":"each child is asked","lead":"service-manager","timescale":"by May""#
    let set = try own.command("set-action", plan)
    let action = try #require(set["action"]?.string)
    #expect(set["status"]?.string == "planned")
    try own.command("progress-action", #""action":"\#(action)","on":"2023-05-01","status":"under-way""#)
    try own.command("progress-action", #""action":"\#(action)","on":"2023-05-20","status":"done","note":"asked""#)
    try own.command("set-action", #""action":"A-2","status":"late",\#(plan)"#)
    let done = try #require(try own.answer("actions", #""status":"done""#)["actions"]?.array)
    #expect(done.map { $0["action"]?.string } == [action])
    #expect(done[0]["progress"]?.array?.map { $0["status"]?.string } == ["under-way", "done"])
    #expect(try own.answer("actions")["actions"]?.array?.count == 2)
    try own.command("set-action", #""action":"\#(action)",\#(plan)"#)
    #expect(try own.answer("actions", #""status":"done""#)["actions"]?.array?.isEmpty == true)
    #expect(
      try own.refusal("progress-action", #""action":"A-9","on":"2023-05-01","status":"done""#)?.code == .notFound)
    let tomorrow = try own.refusal("progress-action", #""action":"A-2","on":"2023-06-02","status":"done""#)
    #expect(tomorrow?.faults == [Fault("in-future", at: "/on")])
  }

  @Test func `risks are told the gravest first, with how they were rated before`() throws {
    var own = try Own()
    func rate(_ risk: String, _ likelihood: String, _ impact: String) throws {
      try own.command(
        "rate-risk",
        """
        "risk":"\(risk)","title":"t","likelihood":"\(likelihood)","impact":"\(impact)","owner":"head-of-service",\
        "mitigation":"m","on":"2023-05-0\(own.told.count + 1)"
        """)
    }
    try rate("R-1", "A", "III")
    try rate("R-2", "C", "II")
    try rate("R-3", "B", "II")
    try rate("R-1", "D", "IV")
    let risks = try #require(try own.answer("risks")["risks"]?.array)
    #expect(risks.map { $0["risk"]?.string } == ["R-3", "R-2", "R-1"])
    #expect(risks[2]["likelihood"]?.string == "D")
    #expect(risks[2]["before"]?.array?.map { $0["impact"]?.string } == ["III"])
    #expect(try own.refusal("rate-risk", #""title":"t","likelihood":"E""#)?.code == .wrongParams)
  }

  @Test func `examples of impact are told by category`() throws {
    var own = try Own()
    for (category, day) in [("contact", "2023-02-01"), ("placement", "2022-05-01"), ("contact", "2022-06-01")] {
      try own.command("record-impact", #""category":"\#(category)","on":"\#(day)","example":"a thing that changed""#)
    }
    let answer = try own.answer("impacts", #""from":"2022-06-01","to":"2023-03-31""#)
    #expect(answer["impacts"]?.array?.map { $0["on"]?.string } == ["2022-06-01", "2023-02-01"])
    #expect(answer["categories"]?.array?.map { $0["examples"]?.integer } == [2])
    #expect(try own.answer("impacts", #""category":"placement""#)["impacts"]?.array?.count == 1)
  }

  @Test func `a figure that is not known has neither target nor benchmark`() throws {
    var own = try Own()
    let target = try own.refusal(
      "set-target", #""figure":"nothing","value":1,"direction":"at-least","from":"2022-04-01""#)
    #expect(target?.faults == [Fault("unknown-figure", at: "/figure")])
    let benchmark = try own.refusal(
      "load-benchmark", #""set":"s","figure":"nothing","year":2022,"value":1,"source":"s""#)
    #expect(benchmark?.faults == [Fault("unknown-figure", at: "/figure")])
    let days = #""from":"2022-04-01","to":"2022-03-31""#
    let reversed = try own.refusal(
      "set-target", #""figure":"reviews-held","value":1,"direction":"at-least",\#(days)"#)
    #expect(reversed?.faults == [Fault("to-before-from", at: "/to")])
  }
}
