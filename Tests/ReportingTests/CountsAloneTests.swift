import Contracts
import ReportingReadModel
import Testing

@testable import ReportingRules

/// What a key with `ask:figures` alone is told, asked as somebody would who wants to know more.
@Suite struct CountsAloneTests {
  static let year = #""from":"2022-04-01","to":"2023-03-31""#

  /// Seven children, of whom one entered in the year; small numbers are left out where `suppresses`.
  private func room(suppresses: Bool) throws -> Room {
    var feeds = Feeds()
    for number in 1...6 { try feeds.enter("C-\(number)", "2021-05-02") }
    try feeds.enter("C-7", "2022-05-02", need: "N2")
    try feeds.tell(
      .scheduling, "policy-adopted", "ours", known: "2022-04-01T09:00:00Z",
      """
      {"name":"ours","from":"2022-04-01","profile":{"name":"ours","figures":{"suppress":\(suppresses)}},\
      "hash":"\(String(repeating: "0", count: 64))"}
      """)
    return try Room(feeds.told)
  }

  private func ask(_ room: Room, _ method: String, _ params: String, alone: Bool = true) throws -> JSON {
    let name = try #require(Authority("westminster"))
    let json = try JSON.read(Array("{\"authority\":\"westminster\"\(params.isEmpty ? "" : ",")\(params)}".utf8))
    let ask = Ask(authority: name, method: method, params: json, assigned: "", countsAlone: alone)
    return try room.model.answer(ask, room.moment)
  }

  /// The questions that a key with `ask:figures` may ask, with params under which each tells most.
  static let questions: [(method: String, params: String)] = Reporting.catalogue.methods.filter(\.onlyCounts).map {
    let fields = Set($0.params.map(\.name))
    var params = fields.contains("from") ? [year] : []
    if fields.contains("on") { params = [#""on":"2022-06-01""#] }
    if fields.contains("profile") { params.append(#""profile":"statutory""#) }
    if fields.contains("suppress") { params.append(#""suppress":false"#) }
    return ($0.name, params.joined(separator: ","))
  }

  @Test func `no question that only counts can be asked of one child, review or challenge`() {
    #expect(Self.questions.count >= 8)
    for method in Reporting.catalogue.methods where method.onlyCounts {
      let ids: Set = ["child", "review", "dispute", "consultation", "certificate", "officer", "conference"]
      #expect(ids.isDisjoint(with: method.params.map(\.name)), "\(method.name)")
    }
  }

  @Test(arguments: [true, false])
  func `nothing that it is told names a record, and no certificate shows which were counted`(suppresses: Bool) throws {
    let room = try room(suppresses: suppresses)
    for (method, params) in Self.questions {
      let text: String
      do {
        text = try ask(room, method, params).text
      } catch let refusal as Refusal {
        #expect(suppresses && refusal == Refusal(.notAllowed, "small-numbers"), "\(method): \(refusal)")
        continue
      }
      for number in 1...7 { #expect(!text.contains("\"C-\(number)\""), "\(method)") }
    }
    let one = #"\#(Self.year),"names":["children-entered-care"]"#
    let sealed = try #require(
      try ask(room, "figures", one, alone: false)["figures"]?.array?.first?["certificate"]?.string)
    let plain = try #require(try ask(room, "figures", one)["figures"]?.array?.first?["certificate"]?.string)
    #expect(plain != sealed && plain.hasSuffix("." + Certificate.noSeal))
    #expect(sealed.hasPrefix(plain.dropLast(16)))
    // Who may ask what lies behind opens it all the same, and a false seal still does not hold.
    let explained = try ask(room, "explain", #""certificate":"\#(plain)""#, alone: false)
    #expect(explained["numerator"]?.array?.count == 1)
    let forged = plain.dropLast(1) + "1"
    #expect(throws: Refusal.self) { try ask(room, "explain", #""certificate":"\#(forged)""#, alone: false) }
  }

  @Test func `where the profile leaves small numbers out, they are left out whatever is asked`() throws {
    let room = try room(suppresses: true)
    let one = #"\#(Self.year),"names":["children-entered-care"],"suppress":false"#
    let hidden = try ask(room, "figures", one)["figures"]?.array?.first
    #expect(hidden?["suppressed"]?.boolean == true && hidden?["value"] == nil && hidden?["numerator"] == nil)
    #expect(try ask(room, "figures", one, alone: false)["figures"]?.array?.first?["value"]?.text == "1")
    for method in ["targets", "benchmarks", "compare-policy", "signed-reports"] {
      let question = try #require(Self.questions.first { $0.method == method })
      let refusal = #expect(throws: Refusal.self) { try ask(room, method, question.params) }
      #expect(refusal == Refusal(.notAllowed, "small-numbers"), "\(method)")
      #expect(throws: Never.self) { try ask(room, method, question.params, alone: false) }
    }
  }
}
