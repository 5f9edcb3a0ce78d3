import Contracts
import Crypto
import Foundation
import Journal
import Support
import Testing

/// What every store must do, told once and asked of each.
@Suite struct StoreTests {
  @Test(arguments: Shelf.Kind.allCases)
  func `a new store holds nothing`(kind: Shelf.Kind) throws {
    let shelf = try Shelf(kind)
    defer { shelf.close() }
    let store = shelf.store
    #expect(try store.heads().isEmpty)
    #expect(try store.positions().isEmpty)
    #expect(try store.newestReceivedtime() == nil)
    #expect(try store.receipt(Sample.westminster, Event.Key(source: "/a", id: "1")) == nil)
    #expect(try store.state(Sample.westminster, StreamKey("child", "C-1")) == nil)
    #expect(try store.lines(Sample.westminster, after: .zero, limit: 10, bytes: 1000).isEmpty)
    #expect(try store.waiting(includingDone: true).isEmpty)
    #expect(try store.refusedCount() == 0)
    let verified = try store.reader().verify(Sample.westminster)
    #expect(verified.events == 0)
    #expect(verified.root == Array(repeating: 0, count: 32))
  }

  @Test(arguments: Shelf.Kind.allCases)
  func `events are counted for each authority, and still there when opened again`(kind: Shelf.Kind) throws {
    let shelf = try Shelf(kind)
    defer { shelf.close() }
    try shelf.store.commit(Sample.batch(Sample.event(1), Sample.event(1, of: Sample.camden), Sample.event(2)))
    var batch = Sample.batch(Sample.event(3))
    batch.foldedTo = [Sample.westminster: Sequence(2)]
    try shelf.store.commit(batch)
    for _ in 0..<2 {
      #expect(
        try shelf.store.heads() == [
          JournalHead(authority: Sample.camden, epoch: 1, head: Sequence(1), foldedTo: .zero),
          JournalHead(authority: Sample.westminster, epoch: 1, head: Sequence(3), foldedTo: Sequence(2)),
        ])
      try shelf.reopen()
    }
    try shelf.store.commit(Sample.batch(Sample.event(4), Sample.event(2, of: Sample.camden)))
    #expect(try shelf.store.heads().map(\.head.number) == [2, 4])
  }

  @Test(arguments: Shelf.Kind.allCases)
  func `the root is the chain that anybody can reckon from the lines`(kind: Shelf.Kind) throws {
    let shelf = try Shelf(kind)
    defer { shelf.close() }
    let lines = (1...2500).map { "{\"n\":\($0),\"text\":\"\(String(repeating: "é", count: $0 % 90))\"}" }
    for start in stride(from: 0, to: 2500, by: 50) {
      if start == 1200 { try shelf.reopen() }
      var batch = Batch()
      batch.events = (start..<start + 50).map { Sample.event(Int64($0) + 1, line: lines[$0]) }
      try shelf.store.commit(batch)
    }
    var root = Data(repeating: 0, count: 32)
    for line in lines { root = Data(SHA256.hash(data: root + Data(line.utf8))) }
    let verified = try shelf.store.reader().verify(Sample.westminster)
    #expect(verified.events == 2500)
    #expect(verified.root == [UInt8](root))
  }

  @Test(arguments: Shelf.Kind.allCases)
  func `source and id name an event within its authority for ever`(kind: Shelf.Kind) throws {
    let shelf = try Shelf(kind, keyLag: 4)
    defer { shelf.close() }
    for number in Int64(1)...40 {
      try shelf.store.commit(
        Sample.batch(
          Sample.event(number, id: "e-\(number)"),
          Sample.event(number, of: Sample.camden, id: "e-\(number + 1)", source: "/camden/mosaic")))
      if number % 13 == 0 { try shelf.reopen() }
      for old in Int64(1)...number {
        let key = Event.Key(source: "/westminster/mosaic", id: "e-\(old)")
        let receipt = Receipt(sequence: Sequence(old), digest: Sample.digest(old))
        #expect(try shelf.store.receipt(Sample.westminster, key) == receipt)
        #expect(try shelf.store.receipt(Sample.camden, key) == nil)
      }
      #expect(
        try shelf.store.receipt(Sample.westminster, Event.Key(source: "/westminster/mosaic", id: "e-\(number + 1)"))
          == nil)
      let other = Event.Key(source: "/camden/mosaic", id: "e-\(number + 1)")
      #expect(try shelf.store.receipt(Sample.camden, other)?.sequence == Sequence(number))
    }
  }

  @Test(arguments: Shelf.Kind.allCases)
  func `the same id of another source, authority or split of the text is another event`(kind: Shelf.Kind) throws {
    let shelf = try Shelf(kind)
    defer { shelf.close() }
    let store = shelf.store
    try store.commit(Sample.batch(Sample.event(1, id: "bc", source: "a")))
    #expect(try store.receipt(Sample.westminster, Event.Key(source: "a", id: "bc")) != nil)
    #expect(try store.receipt(Sample.westminster, Event.Key(source: "ab", id: "c")) == nil)
    #expect(try store.receipt(Sample.camden, Event.Key(source: "a", id: "bc")) == nil)
  }

  @Test(arguments: Shelf.Kind.allCases)
  func `a command is answered by authority, key and id`(kind: Shelf.Kind) throws {
    let shelf = try Shelf(kind, keyLag: 3)
    defer { shelf.close() }
    let answers =
      (1...20).map { Sample.answer("c-\($0)") } + [
        Sample.answer("c-1", key: ""), Sample.answer("c-1", of: Sample.camden), Sample.answer("", key: "mosaic"),
      ]
    for answer in answers {
      var batch = Batch()
      batch.answers = [answer]
      try shelf.store.commit(batch)
    }
    for _ in 0..<2 {
      for answer in answers { #expect(try shelf.store.answer(answer.command) == answer) }
      let unknown = CommandKey(authority: Sample.camden, key: "mosaic", id: "c-2")
      #expect(try shelf.store.answer(unknown) == nil)
      try shelf.reopen()
    }
  }

  @Test(arguments: Shelf.Kind.allCases)
  func `a state is replaced whole, and its old wake date is forgotten`(kind: Shelf.Kind) throws {
    let shelf = try Shelf(kind)
    defer { shelf.close() }
    var batch = Batch()
    batch.states = [
      Sample.state("C-2", wake: "2026-03-01"), Sample.state("C-1", wake: "2026-03-01"),
      Sample.state("C-3", wake: "2026-02-01"), Sample.state("C-4"),
      Sample.state("C-1", wake: "2026-01-01", of: Sample.camden),
    ]
    try shelf.store.commit(batch)
    #expect(try shelf.store.earliestWake(Sample.westminster) == Sample.date("2026-02-01"))
    #expect(
      try shelf.store.waking(Sample.westminster, through: Sample.date("2026-03-01")).map(\.text) == [
        "child/C-3", "child/C-1", "child/C-2",
      ])
    #expect(try shelf.store.waking(Sample.westminster, through: Sample.date("2026-01-31")).isEmpty)
    let later = Sample.state("C-3", wake: "2026-04-01", version: 2, body: "{\"a\":1}")
    batch.states = [later, Sample.state("C-1"), Sample.state("C-2", wake: "2026-03-01", body: "[]")]
    try shelf.store.commit(batch)
    for _ in 0..<2 {
      #expect(try shelf.store.state(Sample.westminster, StreamKey("child", "C-3")) == later)
      #expect(try shelf.store.earliestWake(Sample.westminster) == Sample.date("2026-03-01"))
      #expect(
        try shelf.store.waking(Sample.westminster, through: Sample.date("2026-12-31")).map(\.text) == [
          "child/C-2", "child/C-3",
        ])
      #expect(try shelf.store.earliestWake(Sample.authority("nowhere")) == nil)
      try shelf.reopen()
    }
  }

  @Test(arguments: Shelf.Kind.allCases)
  func `a reader walks the states of one kind in order and stops when told`(kind: Shelf.Kind) throws {
    let shelf = try Shelf(kind)
    defer { shelf.close() }
    let store = shelf.store
    var batch = Batch()
    batch.states = (1...1200).reversed().map { Sample.state("C-\(10_000 + $0)") }
    batch.states += [Sample.state("X-1", kind: "childminder"), Sample.state("X-1", kind: "officer")]
    try store.commit(batch)
    var seen: [String] = []
    try store.reader().states(Sample.westminster, kind: "child") { row in
      seen.append(row.stream.text)
      return true
    }
    #expect(seen == (1...1200).map { "child/C-\(10_000 + $0)" })
    seen = []
    try store.reader().states(Sample.westminster, kind: "child") { row in
      seen.append(row.stream.text)
      return seen.count < 3
    }
    #expect(seen.count == 3)
  }

  @Test(arguments: Shelf.Kind.allCases)
  func `lines are told in order, within limits of number and bytes, one at least`(kind: Shelf.Kind) throws {
    let shelf = try Shelf(kind)
    defer { shelf.close() }
    let store = shelf.store
    let texts = (1...20).map { String(repeating: "x", count: $0) }
    for (index, line) in texts.enumerated() {
      try store.commit(
        Sample.batch(Sample.event(Int64(index) + 1, line: line), Sample.event(Int64(index) + 1, of: Sample.camden)))
    }
    let cases: [(after: Int64, limit: Int, bytes: Int, expected: ArraySlice<String>)] = [
      (0, 100, 10_000, texts[...]), (0, 3, 10_000, texts[0..<3]), (19, 3, 10_000, texts[19...]), (20, 3, 10_000, []),
      (99, 3, 10_000, []), (9, 100, 10 + 11 + 12, texts[9..<12]), (9, 100, 10 + 11 + 11, texts[9..<11]),
      (9, 100, 1, texts[9..<10]), (0, 0, 100, []),
    ]
    for asked in cases {
      let after = Sequence(asked.after)
      let told = try store.lines(Sample.westminster, after: after, limit: asked.limit, bytes: asked.bytes)
      #expect(text(told) == Array(asked.expected), "after \(asked.after), \(asked.limit) lines, \(asked.bytes) bytes")
      let read = try store.reader().lines(Sample.westminster, after: after, limit: asked.limit, bytes: asked.bytes)
      #expect(told == read)
    }
  }

  @Test(arguments: Shelf.Kind.allCases)
  func `the lines of a stream are found by walking back`(kind: Shelf.Kind) throws {
    let shelf = try Shelf(kind)
    defer { shelf.close() }
    let store = shelf.store
    try store.commit(
      Sample.batch(
        Sample.event(1, stream: "C-1", line: "a1"), Sample.event(2, stream: "C-2", line: "b1"),
        Sample.event(3, stream: "C-1", previous: 1, line: "a2"),
        Sample.event(4, stream: "C-1", previous: 3, line: "a3"),
        Sample.event(5, stream: "C-2", previous: 2, line: "b2")))
    let first = StreamKey("child", "C-1")
    #expect(text(try store.lines(Sample.westminster, of: first, endingAt: Sequence(4))) == ["a1", "a2", "a3"])
    #expect(text(try store.lines(Sample.westminster, of: first, endingAt: Sequence(3))) == ["a1", "a2"])
    #expect(
      text(try store.lines(Sample.westminster, of: StreamKey("child", "C-2"), endingAt: Sequence(5))) == ["b1", "b2"])
    #expect(try store.lines(Sample.westminster, of: StreamKey("child", "C-3"), endingAt: .zero).isEmpty)
  }
}
