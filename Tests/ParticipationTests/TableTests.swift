import Contracts
import ParticipationRules
import Testing

/// An independent statement of what is recorded, in `domain.md`'s own order of words.
private enum Expected: Equatable {
  case code(String, warnings: [String])
  case refused(String)
}

/// What is said of one review.
private struct Said: CustomStringConvertible {
  var facts: [String: Bool] = [:]
  var code: String?
  var reason = false

  var description: String { "\(facts) code \(code ?? "none") reason \(reason)" }

  func params(_ child: String, _ on: String) -> String {
    let members =
      facts.sorted { $0.key < $1.key }.map { ",\"\($0.key)\":\($0.value)" }
      + (code.map { [",\"code\":\"\($0)\""] } ?? [])
      + (reason ? [",\"reason\":\"as the officer saw it\""] : [])
    return "{\"authority\":\"westminster\",\"child\":\"\(child)\",\"reviewOn\":\"\(on)\"\(members.joined())}"
  }

  private func yes(_ fact: String) -> Bool { facts[fact] == true }

  /// The code as the official descriptions read, for a child of four and over.
  private var codeFromFour: String {
    if yes("attended") {
      if yes("spoke") { return "PN1" }
      if yes("advocate") { return "PN2" }
      return yes("symbols") ? "PN3" : "PN4"
    }
    if yes("advocate") { return "PN5" }
    return yes("viewsConveyed") || yes("spoke") || yes("symbols") ? "PN6" : "PN7"
  }

  /// Completed years by the numbers of the dates alone.
  private func years(_ born: CivilDate, _ on: CivilDate) -> Int {
    on.year - born.year - ((on.month, on.day) >= (born.month, born.day) ? 0 : 1)
  }

  func expected(born: CivilDate, on: CivilDate) -> Expected {
    let age = years(born, on)
    let isBirthday = age == 4 && years(born, on.adding(days: -1)) == 3
    guard !facts.isEmpty || code != nil else { return .refused("missing") }
    let follows = age < 4 ? "PN0" : codeFromFour
    let recorded = code ?? follows
    if age < 4, recorded != "PN0" { return .refused("under-four-takes-only-pn0") }
    if age >= 4, !isBirthday, recorded == "PN0", !reason { return .refused("from-four-takes-pn1-to-pn7") }
    if !facts.isEmpty, recorded != follows, !reason { return .refused("code-contradicts-facts") }
    return .code(recorded, warnings: recorded == "PN0" && isBirthday ? ["pn0-on-fourth-birthday"] : [])
  }
}

private func outcome(_ said: Said, born: CivilDate, on: CivilDate) throws -> Expected {
  let room = try Room("2190-01-01T12:00:00Z")
  try room.enter("C1", born: born.description)
  try room.hold("C1-R1", of: "C1", meetings: [on.description])
  do {
    let outcome = try room.ask("record-participation", said.params("C1", on.description))
    return .code(try present(outcome.events.first?.data["code"]?.string), warnings: outcome.warnings)
  } catch let refusal as Refusal {
    return .refused(try present(refusal.faults.first).reason)
  }
}

private let names = ["attended", "spoke", "advocate", "symbols", "viewsConveyed"]

private func facts(_ bits: Int) -> [String: Bool] {
  Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, bits & (1 << $0) != 0) })
}

@Test(arguments: 0..<32)
func `every combination of facts gives the code of the official words`(bits: Int) throws {
  let born = try day("2010-06-15")
  let on = try day("2022-05-05")
  let said = Said(facts: facts(bits))
  #expect(try outcome(said, born: born, on: on) == said.expected(born: born, on: on))
}

@Test(
  arguments: [
    ([:], "PN1", "PN1"), (["attended": true, "spoke": true], nil, "PN1"),
    (["attended": true, "advocate": true], nil, "PN2"),
    (["attended": true, "symbols": true], nil, "PN3"), (["attended": true], nil, "PN4"),
    (["advocate": true], nil, "PN5"),
    (["viewsConveyed": true], nil, "PN6"), (["attended": false], nil, "PN7"),
    (["attended": true, "spoke": true, "advocate": true, "symbols": true], nil, "PN1"),
    (["attended": true, "advocate": true, "symbols": true, "viewsConveyed": true], nil, "PN2"),
    (["attended": true, "viewsConveyed": true], nil, "PN4"), (["attended": false, "spoke": true], nil, "PN6"),
    (["attended": false, "symbols": true], nil, "PN6"), (["advocate": true, "viewsConveyed": true], nil, "PN5"),
  ] as [([String: Bool], String?, String)])
func `the table's rows, said once more by hand`(facts: [String: Bool], code: String?, recorded: String) throws {
  let said = Said(facts: facts, code: code)
  #expect(
    try outcome(said, born: day("2010-06-15"), on: day("2022-05-05")) == .code(recorded, warnings: []))
}

@Test(
  arguments: [
    ("2018-05-10", "2022-05-09", "PN0", nil), ("2018-05-10", "2022-05-09", "PN7", "under-four-takes-only-pn0"),
    ("2018-05-10", "2022-05-10", "PN0", "warned"), ("2018-05-10", "2022-05-10", "PN7", nil),
    ("2018-05-10", "2022-05-11", "PN0", "from-four-takes-pn1-to-pn7"), ("2018-05-10", "2022-05-11", "PN7", nil),
    ("2020-02-29", "2024-02-28", "PN7", "under-four-takes-only-pn0"), ("2020-02-29", "2024-02-28", "PN0", nil),
    ("2020-02-29", "2024-02-29", "PN7", nil), ("2020-02-29", "2024-02-29", "PN0", "warned"),
    ("2020-02-29", "2024-03-01", "PN0", "from-four-takes-pn1-to-pn7"), ("2020-02-29", "2024-03-01", "PN7", nil),
    // 2100 is no leap year: the fourth year is completed on 1 March.
    ("2096-02-29", "2100-02-28", "PN7", "under-four-takes-only-pn0"), ("2096-02-29", "2100-02-28", "PN0", nil),
    ("2096-02-29", "2100-03-01", "PN0", "warned"), ("2096-02-29", "2100-03-01", "PN1", nil),
    ("2096-02-29", "2100-03-02", "PN0", "from-four-takes-pn1-to-pn7"),
  ] as [(String, String, String, String?)])
func `the fourth birthday parts PN0 from the rest`(
  born: String, on: String, code: String, comes: String?
) throws {
  let wanted: Expected =
    switch comes {
    case nil: .code(code, warnings: [])
    case "warned": .code(code, warnings: ["pn0-on-fourth-birthday"])
    case .some(let reason): .refused(reason)
    }
  #expect(try outcome(Said(code: code), born: day(born), on: day(on)) == wanted)
}

@Test func `random facts, codes and days agree with the independent statement`() throws {
  var random = Seeded(state: 0x5EED_0F_F0)
  var reached: Set<String> = []
  for _ in 0..<3_000 {
    let born = try day("1996-01-01").adding(days: Int.random(in: 0..<9_000, using: &random))
    let leap = try day("1996-02-29").adding(months: 48 * Int.random(in: 0..<6, using: &random))
    let birth = Int.random(in: 0..<4, using: &random) == 0 ? leap : born
    let near = birth.adding(months: 48).adding(days: Int.random(in: -3...3, using: &random))
    let far = birth.adding(days: Int.random(in: 1..<6_500, using: &random))
    let on = Bool.random(using: &random) ? near : far
    var said = Said(reason: Bool.random(using: &random))
    for name in names where Bool.random(using: &random) { said.facts[name] = Bool.random(using: &random) }
    if Bool.random(using: &random) { said.facts = [:] }
    if Bool.random(using: &random) { said.code = "PN\(Int.random(in: 0...7, using: &random))" }
    let wanted = said.expected(born: birth, on: on)
    #expect(try outcome(said, born: birth, on: on) == wanted, "born \(birth), on \(on): \(said)")
    switch wanted {
    case .code(let code, let warnings): reached.formUnion([code] + warnings)
    case .refused(let reason): reached.insert(reason)
    }
  }
  #expect(reached.count == 8 + 1 + 4, "not every outcome was reached: \(reached)")
}

/// Random numbers from a seed (SplitMix64), the same on every run.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
