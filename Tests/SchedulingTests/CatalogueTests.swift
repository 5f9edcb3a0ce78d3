import Contracts
import Foundation
import SchedulingRules
import Testing

struct CatalogueTests {
  private let catalogue = Scheduling.rules.catalogue

  @Test func `methods, event types and reasons are named once each and have words`() {
    let lists = [
      catalogue.methods.map { ($0.name, $0.words) }, catalogue.events.map { ($0.name, $0.words) },
      catalogue.refusals.map { ($0.reason, $0.words) },
    ]
    for list in lists {
      #expect(Set(list.map(\.0)).count == list.count)
      for (name, words) in list {
        #expect(KebabWord(name) != nil, "\(name)")
        #expect(words.count > 5, "\(name)")
      }
    }
  }

  @Test func `every reason that the rules and the policies give is in the catalogue`() throws {
    let known = Set(catalogue.refusals.map(\.reason))
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    var found: Set<String> = []
    for folder in ["Services/Scheduling/Rules", "Shared/Policy"] {
      let folder = root.appending(path: folder)
      for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where name.hasSuffix(".swift") {
        let file = folder.appending(path: name)
        let text = try String(contentsOf: file, encoding: .utf8)
        for match in text.matches(of: /Fault\("([a-z-]+)"|Refusal\(\.[a-zA-Z]+, "([a-z-]+)"/) {
          if let reason = match.1 ?? match.2 { found.insert(String(reason)) }
        }
      }
    }
    // A method that is not there, and text that is not JSON, are refused by the loop before the rules see them.
    let common: Set = ["no-such-method", "missing", "not-json", "line-too-long", "nested-too-deep", "member-twice"]
    #expect(found.contains("no-such-method"))
    #expect(found.subtracting(known).subtracting(common).isEmpty)
  }

  @Test func `what is taken from outside are the facts of the protocol, and that one is withdrawn`() {
    #expect(
      catalogue.events.filter(\.isTaken).map(\.name) == [
        "child-entered-care", "child-left-care", "legal-status-changed", "placement-changed", "child-details-changed",
        "care-plan-changed", "permanence-plan-set", "milestone-recorded", "child-protection-recorded",
        "court-event-recorded", "missing-episode-recorded", "complaint-made", "fact-withdrawn",
      ])
  }

  @Test func `a method that scheduling does not have is refused as such`() throws {
    let rules = Scheduling.rules
    let authority = try #require(Authority("westminster"))
    let ask = Ask(authority: authority, method: "bake-cake", params: .object([]), assigned: "")
    let moment = try day("2022-09-01")
    let look = Look<SchedulingState>(authority) { _ in nil }
    let gather = Gather<SchedulingState>(authority) { _, _ in }
    #expect(refused { _ = try rules.decide(ask, look, moment) } == "-32601, no-such-method ")
    #expect(refused { _ = try rules.answer(ask, look, moment) } == "-32601, no-such-method ")
    #expect(refused { _ = try rules.answerLong(ask, gather, moment) } == "-32601, no-such-method ")
  }
}
