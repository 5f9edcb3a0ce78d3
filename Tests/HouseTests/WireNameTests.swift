import Contracts
import DisputesRules
import ParticipationRules
import ReportingRules
import SchedulingRules
import Testing

struct WireNameTests {
  private static let catalogues: [(service: String, catalogue: Catalogue)] = [
    ("Scheduling", Scheduling.rules.catalogue), ("Participation", Participation.rules.catalogue),
    ("Disputes", Disputes.rules.catalogue), ("Reporting", Reporting.rules.catalogue),
  ]

  /// The first texts in quotation marks that follow each `opening` in a source, blanks between them apart.
  private static func texts(after opening: String, in source: some StringProtocol) -> [String] {
    source.split(separator: opening, omittingEmptySubsequences: false).dropFirst().compactMap { rest in
      let start = rest.drop { $0.isWhitespace }
      guard start.first == "\"" else { return nil }
      return String(start.dropFirst().prefix { $0 != "\"" })
    }
  }

  /// The methods that every service shares, and the reasons for which every service refuses, as Loop lists them.
  private static let commons = SourceTree.text("Shared/Loop/SharedMethods.swift")
  private static let commonMethods = texts(after: "= Method(", in: commons)
  private static let commonReasons: [String] = {
    let list = commons.split(separator: "static let refusals").last ?? ""
    return texts(after: "(", in: list)
  }()

  private static var methods: [String] { commonMethods + catalogues.flatMap { $0.catalogue.methods.map(\.name) } }
  private static var events: [String] { catalogues.flatMap { $0.catalogue.events.map(\.name) } }

  /// The reasons that a source refuses with, where they stand as literals; -32603 apart outside the rules, which is a
  /// fault of ours that a caller can only report.
  private static func reasons(in file: SourceTree.File) -> [String] {
    var codes = "notJSON notRequest noMethod wrongParams refused notFound notAllowed conflict busy badLine cannotStore"
    if file.path.contains("/Rules/") { codes += " internal" }
    let openings = codes.split(separator: " ").map { "Refusal(.\($0)," } + ["Fault(", "Refusal(code,"]
    return openings.flatMap { texts(after: $0, in: file.text) }
  }

  @Test func `the methods and reasons that every service shares are found in Loop`() {
    #expect(Self.commonMethods.count >= 10 && Self.commonMethods.contains("retry-parked"))
    #expect(Self.commonReasons.count >= 40 && Self.commonReasons.contains("answer-too-long"))
  }

  @Test func `every wire name has a recorded line, and every recorded line a wire name`() {
    // A newer line of a name stands beside the first as NAME.2.json, and so on.
    let golden = Set(
      SourceTree.names(in: "Tests/ContractsTests/Golden").map { file in
        file.split(separator: ".").filter { Int($0) == nil }.joined(separator: ".")
      })
    let others = golden.filter { $0 == "heartbeat.json" || $0.hasPrefix("reply-") }
    let expected = Self.events.map { "\($0).json" } + Self.methods.flatMap { ["\($0).json", "\($0).reply.json"] }
    for name in Set(expected).subtracting(golden).sorted() { Issue.record("nothing is recorded as \(name)") }
    for name in Set(golden).subtracting(expected + others).sorted() { Issue.record("\(name) is no wire name's") }
  }

  @Test func `a wire name means one thing`() {
    let own = Self.catalogues.flatMap { $0.catalogue.methods.map(\.name) }
    for name in own where own.count(where: { $0 == name }) > 1 { Issue.record("two services answer \(name)") }
    // Every service that takes facts lets them be taken back, by the one event of that meaning.
    for name in Self.events where Self.events.count(where: { $0 == name }) > 1 && name != FactWithdrawn.name {
      Issue.record("two services tell \(name)")
    }
    #expect(Set(own).isDisjoint(with: Self.commonMethods))
    #expect(Set(Self.methods).isDisjoint(with: Self.events))
  }

  @Test func `every wire name is in kebab case`() {
    let literals = SourceTree.swiftFiles("Shared", "Services").flatMap(Self.reasons)
    let catalogued = Self.catalogues.flatMap { $0.catalogue.refusals.map(\.reason) }
    let all = Set(Self.methods + Self.events + Self.commonReasons + catalogued + literals + codeSets.map { $0.setName })
    for name in all.sorted() where KebabWord(name) == nil { Issue.record("\(name) is not in kebab case") }
  }

  @Test(arguments: ["Scheduling", "Participation", "Disputes", "Reporting"])
  func `a service says every reason for which it refuses`(service: String) throws {
    let catalogue = try #require(Self.catalogues.first { $0.service == service }).catalogue
    let said = Set(catalogue.refusals.map(\.reason) + Self.commonReasons)
    for file in SourceTree.swiftFiles("Services/\(service)") {
      for reason in Self.reasons(in: file) where !said.contains(reason) {
        Issue.record("\(file.path) refuses with \(reason), which describe does not say")
      }
    }
    for refusal in catalogue.refusals { #expect(!refusal.words.isEmpty, "\(refusal.reason)") }
    let reasons = catalogue.refusals.map(\.reason)
    #expect(Set(reasons).count == reasons.count, "a reason is said twice")
  }

  @Test func `Loop and Contracts say every reason for which they refuse`() {
    for file in SourceTree.swiftFiles("Shared/Loop", "Shared/Contracts") {
      for reason in Self.reasons(in: file) where !Self.commonReasons.contains(reason) {
        Issue.record("\(file.path) refuses with \(reason), which describe does not say")
      }
    }
  }

  @Test func `every refusal that travels inside Shape's checks is said`() {
    let shape = SourceTree.text("Shared/Contracts/Shape.swift")
    let reasons = Self.texts(after: "? nil :", in: shape)
    #expect(reasons.count >= 9)
    #expect(Set(reasons).subtracting(Self.commonReasons).isEmpty)
  }
}
