import Contracts
import ReportingRules
import Testing

@testable import ReportingReadModel

@Suite struct DefinitionTests {
  private static let year = #""from":"2022-04-01","to":"2023-03-31""#

  @Test func `a definition that was recorded stands for ever, and a changed one takes a new version`() throws {
    let lines = recordedDefinitions.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(lines.count >= 50)
    for line in lines {
      try #require(line.count == 3)
      let version = try #require(Int(line[1]))
      let words = Figure.named(line[0], version: version)?.words ?? Table.named(line[0], version: version)?.words
      let hash = words.map { String(ReadModel.digest(Array($0.utf8)).prefix(12)) }
      #expect(hash == line[2], "\(line[0]): a new version, and the old one among the former")
    }
  }

  @Test func `every figure says what it means, since when, and how it is rounded`() throws {
    let room = try Room()
    let asked = try room.ask("definitions", #""names":["reviews-held","reviews-by-month"]"#)
    let definitions = try #require(asked["definitions"]?.array)
    #expect(definitions.map { $0["version"]?.integer } == [1, 1])
    #expect(definitions[0]["validFrom"]?.string == "2011-04-01")
    #expect(definitions[0]["rounding"]?.string == "none: a count")
    #expect(definitions[1]["table"]?.string == "reviews-by-month")
    #expect(room.refusal("definitions", #""names":["x"]"#)?.faults == [Fault("unknown-figure", at: "/names/0")])
    let all = try #require(try room.ask("definitions", #""other":1"#)["definitions"]?.array)
    #expect(all.count == Figure.all.count + Table.all.count)
  }

  @Test func `a figure is counted as another profile would`() throws {
    var feeds = Feeds()
    for (number, code) in ["PN1", "PN4", "PN7"].enumerated() {
      try feeds.hold("R-\(number)", of: "A", "2022-05-1\(number)", due: "2022-05-30")
      try feeds.code("R-\(number)", of: "A", "2022-05-1\(number)", code)
    }
    let room = try Room(feeds.told)
    func compared(_ profile: String) throws -> JSON {
      let answer = try room.ask(
        "compare-policy", #"\#(Self.year),"profile":\#(profile),"names":["participation-contributed-rate"]"#)
      return try #require(answer["figures"]?.array?.first)
    }
    let medway = try compared("\"medway\"")
    #expect(medway["value"]?.text == "66.67" && medway["theirs"]?.text == "66.6", "Medway cuts off what follows")
    #expect(medway["because"] == .strings(["rounding"]))
    let westminster = try compared("\"westminster\"")
    #expect(westminster["theirs"]?.text == "67", "Westminster prints whole per cent, half up")
    let strict = try compared(#"{"name":"ours","figures":{"contributed":["PN1","PN2","PN3","PN5","PN6"]}}"#)
    #expect(strict["theirs"]?.text == "33.33" && strict["numerator"]?.integer == 1, "PN4 said nothing")
    #expect(strict["because"] == .strings(["contributed"]))
    let none = try compared(#"{"name":"ours","figures":{"reviews":["post-care"]}}"#)
    #expect(none["theirs"] == nil && none["denominator"]?.integer == 0)
    #expect(none["because"] == .strings(["reviews"]))
    #expect(
      room.refusal("compare-policy", #"\#(Self.year),"profile":"nowhere""#)?.faults
        == [Fault("unknown-profile", at: "/profile")])
    #expect(
      room.refusal("compare-policy", #"\#(Self.year),"profile":{"name":"a","figures":{"decimals":3}}"#)?.faults
        == [Fault("out-of-range", at: "/profile/figures/decimals")])
  }
}
