import Contracts
import Testing

struct JSONEqualityTests {
  private func value(_ text: String) throws -> JSON { try JSON.read(Array(text.utf8)) }

  @Test(arguments: [
    ("1", "1.0"), ("1", "10e-1"), ("1", "1E0"), ("100", "1e2"), ("0", "-0"), ("0", "0.0e7"), ("-1.50", "-15e-1"),
    ("0.001", "1e-3"), ("123456789012345678", "123456789012345678.000"), ("12e+1", "120"), ("1e02", "100.0"),
    ("{\"a\":1,\"b\":2}", "{\"b\":2.0,\"a\":1}"), (#""\u0061""#, #""a""#), (#"["\/"]"#, #"["/"]"#),
    ("[1,2]", " [ 1 ,2]"),
    (#"{"x":{"é":[]}}"#, #"{"x":{"\u00E9":[ ]}}"#),
  ])
  func `equal values are equal however they are written`(left: String, right: String) throws {
    #expect(try value(left) == value(right))
    #expect(try value(left).canonical == value(right).canonical)
  }

  @Test(arguments: [
    ("9007199254740992", "9007199254740993"), ("1", "-1"), ("1", "\"1\""), ("0", "false"), ("0", "null"), ("[]", "{}"),
    ("[1,2]", "[2,1]"), ("{\"a\":1}", "{\"a\":1,\"b\":null}"), ("\"a\"", "\"A\""), ("1e-400", "0"), ("1e400", "1e401"),
    ("0.1", "0.10000000000000000001"), ("\"\u{E9}\"", "\"e\u{301}\""), ("{\"a\":1}", "{\"b\":1}"), ("12", "1.2"),
    ("101", "11"), ("10", "1"), ("[[1],2]", "[1,[2]]"), ("\"\"", "null"), ("[\"a\",\"b\"]", "[\"a,b\"]"),
  ])
  func `different values are different, also where a double cannot tell`(left: String, right: String) throws {
    #expect(try value(left) != value(right))
  }

  @Test(arguments: 0..<40)
  func `the canonical line is equal to its value and canonical itself`(seed: UInt64) throws {
    var dice = JSONDice(seed: seed &+ 1_000)
    for _ in 0..<50 {
      let random = dice.value(depth: 3)
      let again = try JSON.read(random.canonical, limit: Limits.reply)
      #expect(again == random, "seed \(seed)")
      #expect(again.canonical == random.canonical, "seed \(seed)")
    }
  }

  @Test(arguments: 0..<40)
  func `two random values are equal exactly where a naive comparison says so`(seed: UInt64) throws {
    var dice = JSONDice(seed: seed &+ 2_000)
    for _ in 0..<200 {
      let left = dice.value(depth: 1)
      let right = dice.roll(2) == 0 ? dice.value(depth: 1) : try value(dice.disguised(left))
      #expect((left == right) == naivelyEqual(left, right), "\(left.text) and \(right.text)")
    }
  }

  /// Members by name, numbers by sign, digits and place: an independent statement of equality.
  private func naivelyEqual(_ left: JSON, _ right: JSON) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.boolean(let left), .boolean(let right)): left == right
    case (.string(let left), .string(let right)): Array(left.unicodeScalars) == Array(right.unicodeScalars)
    case (.number(let left), .number(let right)): decimal(left) == decimal(right)
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy(naivelyEqual)
    case (.object(let left), .object(let right)):
      left.list.count == right.list.count
        && left.list.allSatisfy { member in
          right.list.contains { Array($0.name.utf8) == Array(member.name.utf8) && naivelyEqual($0.value, member.value) }
        }
    case (.null, _), (.boolean, _), (.string, _), (.number, _), (.array, _), (.object, _): false
    }
  }

  /// The number written out with 200 places before and after its point.
  private func decimal(_ text: String) -> [Character] {
    var rest = text.lowercased()
    let isNegative = rest.hasPrefix("-")
    if isNegative { rest.removeFirst() }
    let halves = rest.split(separator: "e")
    let exponent = halves.count > 1 ? Int(halves[1].drop { $0 == "+" }) ?? 0 : 0
    let digits = halves[0].split(separator: ".")
    let fraction = digits.count > 1 ? String(digits[1]) : ""
    var places = [Character](repeating: "0", count: 400)
    for (index, digit) in (digits[0] + fraction).enumerated() {
      places[200 - digits[0].count - exponent + index] = digit
    }
    let isZero = places.allSatisfy { $0 == "0" }
    return (isNegative && !isZero ? ["-"] : ["+"]) + places
  }

  @Test(arguments: [
    ("7", 7), ("-7", -7), ("7.0", 7), ("7e0", 7), ("70e-1", 7), ("9223372036854775807", Int.max),
    ("-9223372036854775808", Int.min), ("1e3", 1_000), ("-0", 0),
  ])
  func `a whole number is whole however it is written`(text: String, number: Int) throws {
    #expect(try value(text).integer == number)
  }

  @Test(arguments: ["7.5", "1e-1", "9223372036854775808", "1e300", "\"7\"", "true", "null", "9007199254740993.0"])
  func `what is not a whole number that fits is none`(text: String) throws {
    #expect(try value(text).integer == nil)
  }

  @Test func `an object without a member is left without it, and nothing else changes`() throws {
    let whole = try value(#"{"a":1,"b":2,"c":{"b":3}}"#)
    #expect(whole.without("b").text == #"{"a":1,"c":{"b":3}}"#)
    #expect(whole.without("z").text == whole.text)
    #expect(try value("[1]").without("b").text == "[1]")
  }
}
