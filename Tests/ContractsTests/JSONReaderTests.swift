import Contracts
import Testing

struct JSONReaderTests {
  private func fault(of bytes: [UInt8], limit: Int = Limits.request) -> LineFault? {
    do {
      _ = try JSON.read(bytes, limit: limit)
      return nil
    } catch {
      return error
    }
  }

  private func fault(of text: String) -> LineFault? { fault(of: Array(text.utf8)) }

  @Test(arguments: [
    "null", "true", "false", "0", "-0", "10", "-1.5", "0.0", "1e2", "1E+2", "1e-02", "123456789012345678901234567890",
    "\"\"", "\"a\"", #""\"\\\/\b\f\n\r\t""#, #""\u00e9\u20AC\uD83D\uDE00""#, "\"\u{7F}é€😀\u{FFFF}\"", "[]", "[1]",
    "[[],{}]", "{}", "{\"\":1}", "{\"a\":{\"a\":1},\"b\":[1,2]}", " { \"a\" : [ 1 , 2 ] } ", "\t[1\t,\r2]\r", "{}\n",
    "{}\r\n", "{\"a\":1,\"A\":2}", #"{"a":"\u0000"}"#,
  ])
  func `what RFC 8259 allows on one line is read and written back equal`(text: String) throws {
    let value = try JSON.read(Array(text.utf8))
    #expect(try JSON.read(value.line) == value)
  }

  @Test(arguments: [
    "", " ", "\n", "nul", "nulll", "True", "tru", "+1", "01", "-", "-01", ".5", "1.", "1.e2", "1e", "1e+", "0x10",
    "1 2", "NaN", "Infinity", "-Infinity", "'a'", "\"", "\"a", "\"\\\"", #""\x""#, #""\u12""#, #""\u12g4""#,
    #""\U0041""#,
    "\"\t\"", "\"\u{1}\"", "\"\u{0}\"", "\"a\nb\"", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1}", "{", "}",
    "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{\"a\" 1}", "{a:1}", "{1:1}", "{\"a\":1]",
    "{} {}",
    "{}\n\n", "\n{}", "{\n}", "{}\nx", "[1,\n2]", "/**/1", "1//", "{}\u{0}", "\u{0}", "\u{A0}1", "\u{2028}",
    "\u{C}1", "\u{B}1",
  ])
  func `what RFC 8259 does not allow, or not on one line, is not JSON`(text: String) {
    #expect(fault(of: text) == .notJSON)
  }

  @Test(arguments: [
    #""\uD800""#, #""\uDC00""#, #""\uD800\uD800""#, #""\uD83Dx""#, #""\uD83D\n""#, #""\uDE00\uD83D""#, #"{"\uD800":1}"#,
  ])
  func `half a surrogate pair is no text`(text: String) { #expect(fault(of: text) == .notJSON) }

  @Test(arguments: [
    [0x22, 0xFF, 0x22], [0x22, 0x80, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xC0, 0xAF, 0x22],
    [0x22, 0xE0, 0x80, 0xAF, 0x22],
    [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xF0, 0x9F, 0x98, 0x22],
    [0x22, 0x5C, 0x6E, 0xFF, 0x22], [0xFF, 0xFE, 0x7B, 0x00], [0xEF, 0xBB, 0xBF, 0x7B, 0x7D], [0x7B, 0x7D, 0xFF],
    [0x5B, 0x22, 0xFF], [0x78, 0xC3],
  ])
  func `bytes that are not strict UTF-8, or begin with a byte order mark, are told so before all else`(bytes: [UInt8]) {
    #expect(fault(of: bytes) == .notUTF8)
  }

  @Test(arguments: [
    #"{"a":1,"a":1}"#, #"{"a":1,"b":2,"a":3}"#, #"{"a":1,"\u0061":2}"#, #"{"é":1,"\u00e9":2}"#,
    #"{"😀":1,"\ud83d\ude00":2}"#,
    #"{"":1,"":2}"#, #"{"x":{"a":1,"a":2}}"#, #"[{"/":1,"\/":2}]"#,
  ])
  func `a member named twice is refused, however its name is written`(text: String) {
    #expect(fault(of: text) == .memberTwice)
  }

  @Test func `names that only look alike are two members`() throws {
    let value = try JSON.read(Array("{\"e\u{301}\":1,\"\u{E9}\":2}".utf8))
    #expect(value.members?.list.count == 2)
  }

  @Test(arguments: [24, 25, 26, 200])
  func `a member named twice is found among few and among many`(count: Int) {
    let members = (0..<count).map { "\"m\($0)\":\($0)" }.joined(separator: ",")
    #expect(fault(of: "{\(members)}") == nil)
    #expect(fault(of: "{\(members),\"m0\":0}") == .memberTwice)
    #expect(fault(of: "{\(members),\"m\(count - 1)\":0}") == .memberTwice)
  }

  @Test(arguments: [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")])
  func `sixteen levels are read and the seventeenth is too deep`(open: String, close: String) {
    let per = open.count(where: { $0 == "[" || $0 == "{" })
    func nested(_ levels: Int) -> String {
      String(repeating: open, count: levels / per) + "1" + String(repeating: close, count: levels / per)
    }
    #expect(fault(of: nested(16)) == nil)
    #expect(fault(of: nested(16 + per)) == .tooDeep)
    #expect(fault(of: String(repeating: open, count: 10_000)) == .tooDeep)
  }

  @Test func `a level that is closed does not count`() {
    let wide = "[" + Array(repeating: "[{\"a\":[]}]", count: 1_000).joined(separator: ",") + "]"
    #expect(fault(of: wide) == nil)
  }

  @Test func `the limit counts the line without its line feed`() {
    let line = "\"" + String(repeating: "a", count: Limits.request - 2) + "\""
    #expect(line.utf8.count == 65_536)
    #expect(fault(of: line) == nil)
    #expect(fault(of: line + "\n") == nil)
    #expect(fault(of: line + " ") == .tooLong)
    #expect(fault(of: Array("[1]".utf8), limit: 3) == nil)
    #expect(fault(of: Array("[12]".utf8), limit: 3) == .tooLong)
  }

  @Test func `a number costs no more than a word`() {
    #expect(fault(of: String(repeating: "9", count: 64)) == nil)
    #expect(fault(of: String(repeating: "9", count: 65)) == .notJSON)
    #expect(fault(of: "1e999") == nil)
    #expect(fault(of: "1e1000") == .notJSON)
  }

  @Test func `an object knows where it stood`() throws {
    let text = "{\"a\": {\"b\":[1,{ } ]} }\n"
    let bytes = Array(text.utf8)
    let value = try JSON.read(bytes)
    let inner = try #require(value["a"]?.members?.range)
    #expect(String(decoding: bytes[inner], as: UTF8.self) == "{\"b\":[1,{ } ]}")
    let innermost = try #require(value["a"]?["b"]?.array?[1].members?.range)
    #expect(String(decoding: bytes[innermost], as: UTF8.self) == "{ }")
  }

  @Test(arguments: 0..<40)
  func `random values come back from their own line and from any disguise of it`(seed: UInt64) throws {
    var dice = JSONDice(seed: seed)
    for _ in 0..<50 {
      let value = dice.value(depth: 4)
      let read = try JSON.read(value.line, limit: Limits.reply)
      #expect(read.line == value.line, "seed \(seed)")
      #expect(!value.line.contains(0x0A), "seed \(seed)")
      let disguised = dice.disguised(value)
      #expect(try JSON.read(Array(disguised.utf8), limit: Limits.reply) == value, "seed \(seed): \(disguised)")
    }
  }

  @Test(arguments: 0..<40)
  func `bytes at random are read or refused, and what is read is read again the same`(seed: UInt64) {
    var dice = JSONDice(seed: seed &* 77)
    let letters = Array("{}[]\",:\\u0ae1-.n\u{1}é \n".utf8)
    for _ in 0..<500 {
      let bytes = (0..<dice.roll(24)).map { _ in dice.roll(20) == 0 ? UInt8(dice.roll(256)) : dice.pick(letters) }
      guard let value = try? JSON.read(bytes) else { continue }
      #expect(fault(of: value.line) == nil, "\(bytes)")
      #expect(value == (try? JSON.read(value.line)), "\(bytes)")
    }
  }
}
