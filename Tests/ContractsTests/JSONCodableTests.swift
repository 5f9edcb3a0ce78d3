import Contracts
import Foundation
import Testing

struct JSONCodableTests {
  /// One member of every kind that Codable knows.
  private struct Everything: Codable, Equatable {
    struct Inner: Codable, Equatable {
      var on: CivilDate
      var code: PlacementType?
    }

    enum Form: String, Codable { case short = "short", long = "long" }

    var flag: Bool
    var text: String
    var double: Double
    var float: Float
    var whole: Int
    var small: Int8
    var sixteen: Int16
    var thirtyTwo: Int32
    var sixtyFour: Int64
    var unsigned: UInt
    var byte: UInt8
    var word: UInt16
    var long: UInt32
    var longest: UInt64
    var missing: String?
    var inner: Inner
    var list: [Inner]
    var table: [[Int?]]
    var named: [String: [Double]]
    var form: Form
    var time: Timestamp
  }

  private func everything(_ dice: inout JSONDice) throws -> Everything {
    func inner() throws -> Everything.Inner {
      .init(
        on: CivilDate(daysSince1970: dice.roll(20_000)),
        code: dice.roll(2) == 0 ? dice.pick(PlacementType.allCases) : nil)
    }
    return Everything(
      flag: dice.roll(2) == 0, text: dice.text(), double: Double(dice.roll(1 << 30)) / 64,
      float: Float(dice.roll(4096)) / 8,
      whole: Int(truncatingIfNeeded: dice.next()) >> 11, small: .random(in: .min ... .max, using: &dice),
      sixteen: .random(in: .min ... .max, using: &dice), thirtyTwo: .random(in: .min ... .max, using: &dice),
      sixtyFour: .random(in: -1 << 52...1 << 52, using: &dice), unsigned: .random(in: 0...1 << 52, using: &dice),
      byte: .random(in: .min ... .max, using: &dice), word: .random(in: .min ... .max, using: &dice),
      long: .random(in: .min ... .max, using: &dice), longest: .random(in: 0...1 << 52, using: &dice),
      missing: dice.roll(2) == 0 ? dice.text() : nil, inner: try inner(),
      list: try (0..<dice.roll(4)).map { _ in try inner() },
      table: (0..<dice.roll(3)).map { _ in (0..<dice.roll(3)).map { _ in dice.roll(3) == 0 ? nil : dice.roll(9) } },
      named: Dictionary(uniqueKeysWithValues: (0..<dice.roll(4)).map { ("k\($0)", [Double(dice.roll(9)) / 2]) }),
      form: dice.pick([.short, .long]), time: Timestamp(millisecondsSince1970: Int64(dice.roll(1 << 40))))
  }

  @Test(arguments: 0..<40)
  func `a message is written and read as Foundation writes and reads it`(seed: UInt64) throws {
    var dice = JSONDice(seed: seed &+ 9_000)
    for _ in 0..<25 {
      let message = try everything(&dice)
      let ours = try JSON(encoding: message)
      let theirs = try JSONEncoder().encode(message)
      #expect(try JSON.read(Array(theirs)) == ours, "seed \(seed)")
      #expect(try JSON.read(Array(theirs)).decode(Everything.self) == message, "seed \(seed)")
      #expect(try JSONDecoder().decode(Everything.self, from: Data(ours.line)) == message, "seed \(seed)")
    }
  }

  /// What the tree decoder and Foundation's say to one line: that they read it, or that they do not.
  private func read<Value: Decodable & Equatable>(_ type: Value.Type, _ text: String) throws -> (Value?, Value?) {
    let value = try JSON.read(Array(text.utf8))
    return (try? value.decode(type), try? JSONDecoder().decode(type, from: Data(text.utf8)))
  }

  @Test(arguments: [
    "null", "true", "0", "1", "-1", "127", "128", "255", "256", "65536", "1.0", "1.5", "1e2", "-0", "\"\"", "\"1\"",
    "[]",
    "[1]", "[null]", "[1,null]", "[\"a\"]", "{}", "{\"a\":1}", "{\"a\":null}", "{\"a\":\"b\"}", "4294967296",
  ])
  func `a value of a simple type is read exactly where Foundation reads it`(text: String) throws {
    func same<Value: Decodable & Equatable>(_ type: Value.Type) throws {
      let (ours, theirs) = try read(type, text)
      #expect(ours == theirs, "\(type)")
    }
    try same(Bool.self)
    try same(String.self)
    try same(Int.self)
    try same(Int8.self)
    try same(UInt8.self)
    try same(UInt16.self)
    try same(UInt32.self)
    try same(UInt64.self)
    try same(Double.self)
    try same([Int].self)
    try same([Int?].self)
    try same([String].self)
    try same([String: Int].self)
    try same([String: Int?].self)
    try same(Optional<Int>.self)
  }

  /// Writes and reads by hand what synthesised coding never does: nested containers and a superclass's part.
  private struct ByHand: Codable, Equatable {
    enum Key: String, CodingKey { case outer, list, parent }
    var number: Int
    var texts: [String]

    init(number: Int, texts: [String]) {
      self.number = number
      self.texts = texts
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      let outer = try container.nestedContainer(keyedBy: Key.self, forKey: .outer)
      var list = try outer.nestedUnkeyedContainer(forKey: .list)
      var texts: [String] = []
      while !list.isAtEnd {
        if try list.decodeNil() { continue }
        texts.append(try list.decode(String.self))
      }
      self.texts = texts
      number = try Int(from: try container.superDecoder(forKey: .parent))
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      var outer = container.nestedContainer(keyedBy: Key.self, forKey: .outer)
      var list = outer.nestedUnkeyedContainer(forKey: .list)
      try list.encodeNil()
      for text in texts { try list.encode(text) }
      try number.encode(to: container.superEncoder(forKey: .parent))
    }
  }

  @Test func `nested containers and a superclass's part are written and read as Foundation does`() throws {
    let message = ByHand(number: 7, texts: ["a", "", "ü"])
    let ours = try JSON(encoding: message)
    #expect(ours.text == #"{"outer":{"list":[null,"a","","ü"]},"parent":7}"#)
    #expect(try JSON.read(Array(JSONEncoder().encode(message))) == ours)
    #expect(try ours.decode(ByHand.self) == message)
  }

  @Test func `members are written in the order in which the message encodes them`() throws {
    let because = Because(rule: "r", source: "s", anchor: CivilDate.earliest, calendar: "c", skipped: [])
    #expect(
      try JSON(encoding: because).text
        == #"{"rule":"r","source":"s","anchor":"1900-01-01","calendar":"c","skipped":[]}"#)
  }

  @Test func `an error names the path of the member that is wrong`() throws {
    let value = try JSON.read(
      Array(#"{"rule":"r","source":"s","anchor":"1900-01-01","calendar":"c","skipped":["1900-01-01",7]}"#.utf8))
    let error = #expect(throws: DecodingError.self) { try value.decode(Because.self) }
    guard case .typeMismatch(_, let context) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(context.codingPath.map(\.stringValue) == ["skipped", "1"])
  }

  @Test func `a letter that must be escaped is found wherever it stands`() throws {
    for letter in ["\"", "\\", "\u{0}", "\u{1F}", "\n"] {
      for length in 0..<20 {
        for place in 0...length {
          let text = String(repeating: "~", count: place) + letter + String(repeating: "ü", count: length - place)
          let line = JSON.string(text).line
          #expect(try JSON.read(line).string == text)
          #expect(!line.contains { $0 < 0x20 })
        }
      }
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a number that JSON cannot say is not written`(number: Double) {
    #expect(throws: EncodingError.self) { try JSON(encoding: ["a": number]) }
  }

  @Test(arguments: [
    (0.0, "0"), (1.0, "1"), (-1.0, "-1"), (0.5, "0.5"), (13.7, "13.7"), (1e14, "100000000000000"), (1e-7, "1e-07"),
    (1e300, "1e+300"),
  ])
  func `a number is written in its shortest form and read back the same`(number: Double, text: String) throws {
    #expect(try JSON(encoding: [number]).text == "[\(text)]")
    #expect(try JSON.read(Array("[\(text)]".utf8)).decode([Double].self) == [number])
  }

  @Test func `a tree inside a message goes through as it is`() throws {
    let line = #"{"profile":{"a":[1.50,{"b":null}]},"from":"2022-04-01"}"#
    let message = try JSON.read(Array(line.utf8)).decode(AdoptPolicy.self)
    #expect(try JSON(encoding: message).text == line)
    #expect(throws: EncodingError.self) { try JSONEncoder().encode(message) }
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(AdoptPolicy.self, from: Data(line.utf8)) }
  }
}
