import Contracts
import Testing

struct EventTests {
  private let whole =
    #"{"specversion":"1.0","id":"9f0c","source":"/westminster/mosaic","type":"child-left-care","#
    + #""subject":"C00417","authority":"westminster","data":{"child":"C00417"}}"#

  private func offered(_ text: String) throws -> Event {
    try Event(offered: try JSON.read(Array(text.utf8)), at: "/event")
  }

  private func faults(_ members: [(String, JSON?)]) throws -> [Fault] {
    let base = try JSON.read(Array(whole.utf8))
    let kept = (base.members?.list ?? []).filter { member in !members.contains { $0.0 == member.name } }
    let value = JSON.object(kept.map { ($0.name, Optional($0.value)) } + members)
    do {
      _ = try Event(offered: value, at: "/event")
      return []
    } catch {
      #expect(error.code == .wrongParams)
      return error.faults
    }
  }

  @Test func `an event is read from its envelope`() throws {
    let event = try offered(whole)
    #expect(event.key == Event.Key(source: "/westminster/mosaic", id: "9f0c"))
    #expect(event.type == "child-left-care" && event.subject == "C00417")
    #expect(event.authority == Authority("westminster"))
    #expect(event.data["child"]?.string == "C00417")
    #expect(event.sequence == nil && event.receivedtime == nil && event.recordedtime == nil)
  }

  @Test(arguments: Event.fields.map(\.name))
  func `each member of the envelope is checked`(name: String) throws {
    let isRequired = Event.fields.contains { $0.name == name && $0.isRequired }
    #expect(try faults([(name, nil)]) == (isRequired ? [Fault("missing", at: "/event/\(name)")] : []))
    #expect(try faults([(name, .null)]) == [Fault("null", at: "/event/\(name)")])
    let kind = name == "data" ? "not-an-object" : "not-a-string"
    #expect(try faults([(name, .integer(7))]) == [Fault(kind, at: "/event/\(name)")])
  }

  @Test(arguments: [
    ("specversion", "0.3", "unknown-word"), ("id", "", "wrong-length"), ("source", "", "wrong-length"),
    ("type", "ChildLeftCare", "not-a-word"), ("subject", "", "wrong-length"),
    ("authority", "Westminster", "not-an-authority"),
    ("authority", "w", "not-an-authority"), ("time", "2022-09-05", "no-such-time"),
    ("time", "2022-02-30T00:00:00Z", "no-such-time"), ("recordedtime", "2022-09-05T00:00:00+01:00", "no-such-time"),
    ("receivedtime", "2022-09-05T24:00:00Z", "no-such-time"), ("correlationid", "", "wrong-length"),
    ("causationid", "", "wrong-length"), ("sequence", "0000000000000000001", "set-by-the-service"),
    ("journaledtime", "2022-09-05T00:00:00Z", "set-by-the-service"),
  ])
  func `a wrong text in the envelope is named`(name: String, text: String, reason: String) throws {
    #expect(try faults([(name, .string(text))]) == [Fault(reason, at: "/event/\(name)")])
  }

  @Test func `an id has at most 128 bytes, a source 256 and a subject 64`() throws {
    for (name, most) in [("id", 128), ("source", 256), ("subject", 64), ("correlationid", 128), ("causationid", 128)] {
      #expect(try faults([(name, .string(String(repeating: "x", count: most)))]) == [])
      #expect(
        try faults([(name, .string(String(repeating: "x", count: most + 1)))])
          == [Fault("wrong-length", at: "/event/\(name)")])
    }
  }

  @Test func `members that are not known are kept and passed over`() throws {
    #expect(try faults([("mosaicversion", .string("7")), ("x", .null)]) == [])
  }

  @Test(arguments: ["", " ", "\n", "\r\n", "\t "])
  func `the line as told is the event's own bytes with the service's members before its last brace`(tail: String) throws
  {
    let odd =
      #"{ "specversion":"1.0", "id":"a}","source":"/w/m","type":"child-left-care","subject":"C","#
      + #""authority":"westminster","x":1.50,"data":{"child":"\u0043","n":{}} }"#
    let received = try #require(Timestamp("2022-09-07T10:31:00Z"))
    let journaled = try #require(Timestamp("2022-09-07T10:31:00.250Z"))
    let told = Event.asTold(
      Array((odd + tail).utf8), receivedtime: received, journaledtime: journaled, sequence: Sequence(1207))
    let expected =
      String(odd.dropLast())
      + #","receivedtime":"2022-09-07T10:31:00Z","journaledtime":"2022-09-07T10:31:00.250Z","#
      + #""sequence":"0000000000000001207"}"#
    #expect(String(decoding: told, as: UTF8.self) == expected)
    let event = try Event(told: told)
    #expect(event.sequence == Sequence(1207) && event.receivedtime == received)
    #expect(event.data["child"]?.string == "C")
  }

  @Test func `a received time that the sender gave is not set again`() throws {
    let given = String(whole.dropLast()) + #","receivedtime":"2020-01-01T00:00:00Z"}"#
    let now = try #require(Timestamp("2022-09-07T10:31:00Z"))
    let told = Event.asTold(Array(given.utf8), receivedtime: nil, journaledtime: now, sequence: Sequence(1))
    #expect(try Event(told: told).receivedtime == Timestamp("2020-01-01T00:00:00Z"))
    #expect(told.starts(with: Array(given.utf8).dropLast()))
  }

  @Test func `the longest event taken can be told`() throws {
    let opening = String(whole.dropLast()) + #","x":""#
    let longest = opening + String(repeating: "x", count: 65_536 - opening.utf8.count - 2) + "\"}"
    let now = try #require(Timestamp("2022-09-07T10:31:00.250Z"))
    let told = Event.asTold(Array(longest.utf8), receivedtime: now, journaledtime: now, sequence: Sequence(.max))
    #expect(told.count > 65_536 && told.count < Limits.frame)
    #expect(try Event(told: told).sequence == Sequence(.max))
  }

  @Test(arguments: ["sequence", "receivedtime", "authority", "id", "source", "type", "subject", "data"])
  func `what a service told has its place, its time and all that names it`(name: String) throws {
    let told = try GoldenFiles.value("child-entered-care")
    #expect(Event(toldAs: told) != nil)
    #expect(Event(toldAs: told.without(name)) == nil)
    #expect(throws: LineFault.notJSON) { try Event(told: told.without(name).line) }
  }

  @Test func `an event that a service makes is read back the same`() throws {
    let draft = Draft(type: "review-due", about: "R-1", data: .object([("child", .string("C"))]))
    let now = try #require(Timestamp("2022-09-07T10:31:00Z"))
    let event = Event(
      made: draft, authority: try #require(Authority("westminster")),
      key: Event.Key(source: "/westminster/scheduling", id: "x"),
      correlationid: nil, causationid: "9f0c", receivedtime: now, sequence: Sequence(3))
    let line = Event.asTold(event.line, receivedtime: now, journaledtime: now, sequence: Sequence(3))
    let read = try Event(told: line)
    #expect(read.key == event.key && read.type == "review-due" && read.subject == "R-1" && read.data == event.data)
    #expect(read.correlationid == nil && read.causationid == "9f0c" && read.sequence == Sequence(3))
    #expect(try offered(String(decoding: event.line, as: UTF8.self)).key == event.key)
  }

  @Test func `a sequence travels as nineteen digits and orders as a number`() {
    #expect(Sequence(1207).text == "0000000000000001207")
    #expect(Sequence(.max).text == "9223372036854775807")
    #expect(Sequence("0000000000000001207") == Sequence(1207) && Sequence("7") == Sequence(7))
    for text in ["", "-1", "+1", "1.0", "00000000000000000001", "9223372036854775808", "１"] {
      #expect(Sequence(text) == nil)
    }
    #expect(Sequence.zero.next == Sequence(1) && Sequence(9) < Sequence(10))
  }
}
