import Contracts
import SchedulingRules
import Testing

/// Who the officers are as a workforce, and the posts that are paid for.
struct WorkforceTests {
  private func office() throws -> Room {
    var room = try Room()
    try room.register(
      "O-1",
      #","qualifiedOn":"2009-07-01","background":{"grade":"team-manager","sex":"F","ethnicity":"BCRB","#
        + #""experience":["practice-educator","former-team-manager"]}"#)
    try room.register(
      "O-2", #","qualifiedOn":"2016-07-01","background":{"grade":"team-manager","sex":"M","ethnicity":"WBRI"}"#)
    try room.register("O-3", fte: "0.5")
    return room
  }

  private func counts(_ answer: JSON, _ member: String, by name: String = "code") -> [String] {
    (answer[member]?.array ?? []).map { "\($0[name]?.string ?? "-") \($0["officers"]?.integer ?? -1)" }
  }

  @Test func `officers in post are counted by what is known of them, and none is named`() throws {
    let room = try office()
    let told = try room.people("workforce")
    #expect(told["officers"]?.integer == 3 && told["qualified"]?.integer == 2)
    // 13 and 6 completed years.
    #expect(told["yearsQualified"]?.double == 9.5)
    #expect(counts(told, "bySex") == ["F 1", "M 1"])
    #expect(counts(told, "byEthnicity") == ["BCRB 1", "WBRI 1"])
    #expect(counts(told, "byGrade", by: "kind") == ["team-manager 2"])
    #expect(counts(told, "byExperience", by: "kind") == ["former-team-manager 1", "practice-educator 1"])
    #expect(!told.text.contains("O-1"))
    let listed = try room.people("officers")["officers"]?.array?.first
    #expect(listed?["grade"]?.string == "team-manager")
    #expect(listed?["experience"] == .strings(["practice-educator", "former-team-manager"]))
    #expect(listed?["sex"] == nil && listed?["ethnicity"] == nil)
  }

  @Test func `a background changes from its day, and what a change leaves out stays`() throws {
    var room = try office()
    let change = #"{"officer":"O-2","from":"2022-10-01","background":{"grade":"service-manager"}}"#
    try room.ask("change-officer", json(change), at: day("2022-09-20"))
    #expect(counts(try room.people("workforce", #"{"on":"2022-09-30"}"#), "byGrade", by: "kind") == ["team-manager 2"])
    let after = try room.people("workforce", #"{"on":"2022-10-01"}"#)
    #expect(counts(after, "byGrade", by: "kind") == ["service-manager 1", "team-manager 1"])
    #expect(counts(after, "byEthnicity") == ["BCRB 1", "WBRI 1"])
    let nothing = #"{"officer":"O-2","from":"2022-10-02","background":{}}"#
    #expect(
      refused { try room.ask("change-officer", json(nothing), at: day("2022-09-20")) } == "-32602, changes-nothing ")
  }

  @Test func `a code that there is not is refused`() throws {
    var room = try office()
    let odd = #"{"officer":"O-9","from":"2022-01-01","fte":1,"kind":"agency","background":{"ethnicity":"XXXX"}}"#
    #expect(
      refused { try room.ask("register-officer", json(odd), at: day("2022-09-20")) }
        == "-32602, unknown-code /background/ethnicity")
  }

  @Test func `funded posts hold from their day, the one told last for a day ruling`() throws {
    var room = try office()
    let moment = try day("2022-12-01")
    func fund(_ kind: String, _ from: String, _ fte: String) throws {
      let told = try room.ask(
        "set-funded-posts", json(#"{"kind":"\#(kind)","from":"\#(from)","fte":\#(fte)}"#), at: moment)
      #expect(told.map(\.type) == ["funded-posts-set"] && told.first?.subject == kind)
    }
    let unknown = try room.people("workforce")
    #expect(unknown["vacantFte"] == nil && unknown["fundedFte"] == nil && unknown["posts"]?.array?.isEmpty == true)
    try fund("permanent", "2022-10-01", "5")
    try fund("permanent", "2022-04-01", "3")
    try fund("permanent", "2022-04-01", "4")
    try fund("fostering", "2022-11-01", "1")
    try room.ask(
      "register-officer", json(#"{"officer":"A-1","from":"2022-06-01","fte":0.8,"kind":"agency"}"#), at: moment)
    func posts(_ on: String) throws -> [String] {
      let told = try room.people("workforce", #"{"on":"\#(on)"}"#)
      return ["fundedFte", "vacantFte", "agencyFte", "agencyShare", "uncoveredFte"].map { told[$0]?.text ?? "-" }
    }
    #expect(try posts("2022-03-31") == ["-", "-", "0", "0", "-"])
    #expect(try posts("2022-04-01") == ["4", "1.5", "0", "0", "1.5"])
    #expect(try posts("2022-10-01") == ["5", "2.5", "0.8", "24.24", "1.7"])
    #expect(try posts("2022-11-01") == ["6", "3.5", "0.8", "24.24", "2.7"])
    let kinds = try room.people("workforce")["posts"]?.array ?? []
    #expect(kinds.map { $0["kind"]?.string } == ["fostering", "permanent"])
    #expect(kinds.map { $0["inPostFte"]?.double } == [0, 2.5])
  }

  @Test func `who came and who left is counted over twelve months, or since a day`() throws {
    var room = try office()
    try room.register("O-4", #","inPostSince":"2019-01-07""#)
    let moment = try day("2022-12-01")
    for (officer, from) in [("N-1", "2022-05-16"), ("N-2", "2022-11-28")] {
      try room.ask(
        "register-officer", json(#"{"officer":"\#(officer)","from":"\#(from)","fte":1,"kind":"permanent"}"#), at: moment
      )
    }
    try room.ask("change-officer", json(#"{"officer":"O-3","from":"2022-08-31","leftOn":"2022-08-31"}"#), at: moment)
    let year = try room.people("workforce")
    #expect(year["joined"]?.integer == 2 && year["left"]?.integer == 1 && year["officers"]?.integer == 5)
    #expect(year["overTwelveMonths"]?.integer == 3)
    let autumn = try room.people("workforce", #"{"since":"2022-09-01"}"#)
    #expect(autumn["joined"]?.integer == 1 && autumn["left"]?.integer == 0)
    #expect(
      refused { _ = try room.people("workforce", #"{"since":"2022-12-02"}"#) } == "-32001, ends-before-it-begins /since"
    )
  }
}
