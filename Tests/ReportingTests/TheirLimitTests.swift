import Contracts
import Testing

/// What a figure would be under another profile's own limits.
@Suite struct TheirLimitTests {
  private func held(_ feeds: inout Feeds, _ review: String, _ on: String, rule: String, anchor: String, due: String)
    throws
  {
    try feeds.tell(
      .scheduling, "review-held", review, known: "\(on)T12:00:00Z",
      """
      {"child":"A","review":"\(review)","stream":"looked-after","number":1,"meetings":["\(on)"],"completedOn":"\(on)",\
      "heldOn":"\(on)","mode":"hybrid","dueOn":"\(due)","inTimescale":\(on <= due),"because":{"rule":"\(rule)",\
      "source":"CPR 2010 reg 33","anchor":"\(anchor)","calendar":"england-and-wales-2009-2028","skipped":[]}}
      """)
  }

  @Test func `the local clock is theirs: from the same day, by their own limits`() throws {
    var feeds = Feeds()
    try feeds.enter("A", "2022-05-02")
    // Within four weeks of entry, and after them though within 20 working days.
    try held(&feeds, "R-1", "2022-05-30", rule: "first-review-20-working-days", anchor: "2022-05-02", due: "2022-05-31")
    try held(&feeds, "R-2", "2022-05-31", rule: "first-review-20-working-days", anchor: "2022-05-02", due: "2022-05-31")
    // After twelve weeks and within three months.
    try held(&feeds, "R-3", "2022-08-29", rule: "second-review-3-months", anchor: "2022-05-30", due: "2022-08-30")
    // What a court directed has no limit of theirs.
    try held(&feeds, "R-4", "2022-09-20", rule: "court-directed", anchor: "2022-05-30", due: "2022-09-30")
    let room = try Room(feeds.told)
    func compared(_ profile: String) throws -> JSON {
      let answer = try room.ask(
        "compare-policy",
        #""from":"2022-04-01","to":"2023-03-31","profile":\#(profile),"names":["reviews-in-timescale-local-rate"]"#)
      return try #require(answer["figures"]?.array?.first)
    }
    let none = try compared(#"{"name":"ours"}"#)
    #expect(none["value"]?.text == "100.00" && none["theirs"]?.text == "100.00" && none["because"] == .array([]))
    let medway = try compared(#""medway""#)
    #expect(medway["theirs"]?.text == "50.0" && medway["numerator"]?.integer == 2)
    #expect(medway["because"] == .strings(["limits", "rounding"]))
    let strict = try compared(#"{"name":"ours","local":{"firstReviewDays":7}}"#)
    #expect(strict["theirs"]?.text == "50.00" && strict["because"] == .strings(["limits"]))
    let rules = try room.ask(
      "compare-policy", #""from":"2022-04-01","to":"2023-03-31","profile":"medway""#)["rules"]
    #expect(rules?["limits"]?["first-review"]?.string == "4-weeks")
  }
}
