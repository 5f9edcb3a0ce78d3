import Contracts
import Testing

struct FieldTests {
  private func faults(_ message: any Message.Type, _ value: JSON, at: String = "") -> [Fault] {
    do {
      _ = try message.read(value, at: at)
      return []
    } catch {
      #expect(error.code == .wrongParams)
      return error.faults
    }
  }

  private func replacing(_ name: String, of value: JSON, by other: JSON?) -> JSON {
    .object((value.members?.list ?? []).map { ($0.name, $0.name == name ? other : $0.value) })
  }

  @Test(arguments: messages.indices)
  func `each member that is missing, null or of the wrong kind is named with its reason and place`(index: Int) throws {
    let message = messages[index]
    let whole = try GoldenFiles.body(of: message)
    for field in message.fields {
      let at = "/params/\(field.name)"
      let isMissed = field.isRequired
      #expect(
        faults(message, replacing(field.name, of: whole, by: nil), at: "/params")
          == (isMissed ? [Fault("missing", at: at)] : []), "\(message.name) \(at)")
      #expect(
        faults(message, replacing(field.name, of: whole, by: .null), at: "/params") == [Fault("null", at: at)],
        "\(message.name) \(at)")
      for wrong in [JSON.boolean(true), .integer(7), .string("?"), .array([]), .object([])] {
        let reason = reason(for: wrong, as: field.shape)
        let found = faults(message, replacing(field.name, of: whole, by: wrong), at: "/params")
        switch reason {
        case .fits: #expect(found == [], "\(message.name) \(at) \(wrong.text)")
        case .wrong(let reason): #expect(found == [Fault(reason, at: at)], "\(message.name) \(at) \(wrong.text)")
        case .within: #expect(found.allSatisfy { $0.at.hasPrefix(at + "/") }, "\(message.name) \(at) \(wrong.text)")
        }
      }
    }
  }

  private enum Expected {
    case fits
    case wrong(String)
    case within
  }

  /// What is to be said of a value as a shape: an independent statement, by kind of value.
  private func reason(for value: JSON, as shape: Shape) -> Expected {
    switch (shape, value) {
    case (.any, _), (.anyObject, .object), (.boolean, .boolean): .fits
    case (.anyObject, _): .wrong("not-an-object")
    case (.boolean, _): .wrong("not-a-boolean")
    case (.object, .object): .within
    case (.object, _): .wrong("not-an-object")
    case (.list(_, let length), .array): length.contains(0) ? .fits : .wrong("wrong-length")
    case (.list, _): .wrong("not-a-list")
    case (.integer(let range), .number): range.contains(7) ? .fits : .wrong("out-of-range")
    case (.number(let range), .number): range.contains(7) ? .fits : .wrong("out-of-range")
    case (.integer, _), (.number, _): .wrong("not-a-number")
    case (.either, .object): .fits
    case (.either, .string): .wrong("not-a-word")
    case (.hash, .string): .wrong("not-a-hash")
    case (.text(let length), .string), (.sealed(let length), .string):
      length.contains(1) ? .fits : .wrong("wrong-length")
    case (.identifier, .string), (.review, .string): .wrong("not-an-identifier")
    case (.authority, .string): .wrong("not-an-authority")
    case (.word, .string): .wrong("not-a-word")
    case (.oneOf, .string): .wrong("unknown-word")
    case (.code, .string): .wrong("unknown-code")
    case (.date, .string): .wrong("no-such-date")
    case (.time, .string): .wrong("no-such-time")
    case (.sequence, .string): .wrong("not-a-sequence")
    case (.text, _), (.sealed, _), (.hash, _), (.identifier, _), (.review, _), (.authority, _), (.word, _), (.oneOf, _),
      (.code, _), (.date, _),
      (.time, _), (.sequence, _), (.either, _):
      .wrong("not-a-string")
    }
  }

  @Test func `every wrong member is named at once, in the order of the fields`() {
    #expect(
      faults(ResolveDispute.self, .object([("on", .string("2022-02-30")), ("outcome", .null)]))
        == [Fault("missing", at: "/dispute"), Fault("no-such-date", at: "/on"), Fault("null", at: "/outcome")])
    #expect(faults(ResolveDispute.self, .array([])) == [Fault("not-an-object")])
  }

  @Test func `of groups of members one must be whole`() {
    let day = JSON.string("2022-10-03")
    func faults(_ members: [(String, JSON?)]) -> [Fault] {
      self.faults(CompleteRecord.self, .object(members + [("completedOn", day)]))
    }
    #expect(faults([("review", .string("R-1"))]) == [])
    #expect(faults([("child", .string("C-1")), ("reviewOn", day)]) == [])
    #expect(faults([("child", .string("C-1"))]) == [Fault("missing", at: "/reviewOn")])
    #expect(faults([("reviewOn", day)]) == [Fault("missing", at: "/child")])
    #expect(faults([]) == [Fault("missing", at: "/review")])
  }

  @Test func `a command that tells by itself who acted needs it, where others may leave it out`() {
    func by(_ method: Method) -> [Bool] { method.params.filter { $0.name == "by" }.map(\.isRequired) }
    #expect(by(Method.command(DecideEarlyReview.self)) == [true])
    #expect(by(Method.command(MoveReview.self)) == [false])
  }

  @Test func `a fault inside lists and objects is named by its place`() throws {
    let answers: [JSON] = [
      .object([("question", .string("a")), ("answer", .string("yes"))]),
      .object([("question", .string("A"))]),
    ]
    let value = JSON.object([
      ("survey", .string("S")), ("on", .string("2022-10-03")), ("child", .string("C")), ("answers", .array(answers)),
    ])
    #expect(
      faults(AnswerSurvey.self, value, at: "/event/data")
        == [
          Fault("not-a-word", at: "/event/data/answers/1/question"),
          Fault("missing", at: "/event/data/answers/1/answer"),
        ])
  }

  @Test(arguments: 0..<20)
  func `whatever the fields allow the type can read, and writes again the same`(seed: UInt64) throws {
    var dice = JSONDice(seed: seed &+ 5_000)
    func again<Type: Message>(_ type: Type.Type, _ value: JSON) throws -> JSON { try Type.read(value).json }
    for message in messages {
      for _ in 0..<10 {
        let chosen = message.groups.isEmpty ? [] : dice.pick(message.groups)
        let value = dice.object(message.fields, with: chosen)
        #expect(try again(message, value) == value, "seed \(seed): \(message.name) \(value.text)")
      }
    }
  }

  @Test func `a code is one of its set to the letter, not only in looks`() throws {
    let kelvin = JSON.string("\u{212A}1")
    let placement = JSON.object([("type", kelvin)])
    let whole = replacing("placement", of: try GoldenFiles.body(of: PlacementChanged.self), by: placement)
    #expect(faults(PlacementChanged.self, whole) == [Fault("unknown-code", at: "/placement/type")])
  }

  @Test func `sealed text is found wherever it stands, and its hash may stand in its place`() throws {
    let fields: [Field] = [
      .required("on", .date, "a day"), .optional("words", .sealed(1...5), "what was said"),
      .optional("parts", .list(.object([.required("text", .sealed(1...5), "a part")]), 0...9), "its parts"),
      .optional("either", .either([.integer(1...2), .list(.sealed(1...5), 1...2)]), "a number or parts"),
    ]
    #expect(Field.sealedNames(fields) == ["words", "text", "either"])
    func value(_ text: String) -> JSON {
      .object([
        ("on", .string("2026-03-01")), ("words", .string(text)), ("either", .strings([text])),
        ("parts", .array([.object([("text", .string(text)), ("more", .string("as it is"))])])),
      ])
    }
    let hash = String(repeating: "0123456789abcdef", count: 4)
    #expect(Field.sealing(fields, value("said")) { $0 == "said" ? .string(hash) : .null } == value(hash))
    for (text, count) in [("said", 0), (hash, 0), ("at length", 3), ("", 3), (hash.uppercased(), 3)] {
      var faults: [Fault] = []
      Field.check(fields, value(text), at: "", into: &faults)
      #expect(faults.count == count, "\(text)")
    }
  }

  @Test(arguments: messages.indices)
  func `the schema names the same members, required where the fields say so`(index: Int) throws {
    let message = messages[index]
    let schema = message.schema
    #expect(schema["properties"]?.members?.list.map(\.name) == message.fields.map(\.name))
    let required = message.fields.filter(\.isRequired).map(\.name)
    #expect((schema["required"]?.array ?? []).map(\.string) == required)
    #expect(schema["anyOf"]?.array?.count ?? 0 == message.groups.count)
    for field in message.fields {
      #expect(schema["properties"]?[field.name]?["description"]?.string == field.words)
      #expect(!field.words.isEmpty)
    }
  }
}

extension JSONDice {
  /// An object with the required of `fields`, those of `names`, and any others.
  mutating func object(_ fields: [Field], with names: [String] = []) -> JSON {
    .object(
      fields.map { field in
        let isThere = field.isRequired || names.contains(field.name) || roll(2) == 0
        return (field.name, isThere ? value(of: field.shape) : nil)
      })
  }

  /// A value that `shape` allows.
  mutating func value(of shape: Shape) -> JSON {
    switch shape {
    case .text(let length), .sealed(let length): .string(text(length))
    case .hash: .string(letters("abcdef0123456789", 64...64))
    case .identifier: .string(letters("abcXYZ019-", 1...36))
    case .review: .string(letters("abcXYZ019-", 1...64))
    case .authority: .string(letters("abz019", 2...32))
    case .word: .string(letters("abz019", 1...9) + (roll(2) == 0 ? "-" + letters("abz019", 1...9) : ""))
    case .oneOf(let words): .string(pick(words))
    case .code(let set): .string(pick(set.codes))
    case .date: .string(CivilDate(daysSince1970: roll(100_000) - 20_000).description)
    case .time: .string(Timestamp(millisecondsSince1970: Int64(roll(1 << 41))).description)
    case .sequence: .string(letters("0123456789", 1...18))
    case .integer(let range): .integer(Int.random(in: range, using: &self))
    case .number(let range):
      .number("\((Double.random(in: range, using: &self) * 100).rounded(.down) / 100 + 0)").clamped(to: range)
    case .boolean: .boolean(roll(2) == 0)
    case .list(let shape, let length):
      .array((0..<min(length.lowerBound + roll(4), length.upperBound)).map { _ in value(of: shape) })
    case .object(let fields): object(fields)
    case .anyObject: .object([("a", value(depth: 2))])
    case .either(let shapes): value(of: pick(shapes))
    case .any: value(depth: 2)
    }
  }

  private mutating func letters(_ letters: String, _ length: ClosedRange<Int>) -> String {
    let all = Array(letters)
    return String((0..<Int.random(in: length, using: &self)).map { _ in pick(all) })
  }

  private mutating func text(_ length: ClosedRange<Int>) -> String {
    var text = text()
    while text.utf8.count > length.upperBound { text.unicodeScalars.removeLast() }
    while text.utf8.count < length.lowerBound { text += "x" }
    return text
  }
}

extension JSON {
  /// The number, or the nearer end of `range`.
  fileprivate func clamped(to range: ClosedRange<Double>) -> JSON {
    guard let number = double, !range.contains(number) else { return self }
    return .number("\(number < range.lowerBound ? range.lowerBound : range.upperBound)")
  }
}
