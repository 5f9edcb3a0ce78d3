import Contracts
import Journal
import Support
import Testing

/// What stands beside the journal: positions, what waits, what was parked or refused, and the clock.
@Suite struct StoreBesideTests {
  @Test(arguments: Shelf.Kind.allCases)
  func `a position replaces the one before of the same service and authority`(kind: Shelf.Kind) throws {
    let shelf = try Shelf(kind)
    defer { shelf.close() }
    func position(_ service: ServiceName, _ authority: Authority, _ number: Int64, epoch: Int = 1) -> FeedPosition {
      FeedPosition(service: service, authority: authority, epoch: epoch, sequence: Sequence(number))
    }
    var batch = Batch()
    batch.positions = [
      position(.scheduling, Sample.westminster, 5), position(.scheduling, Sample.camden, 6),
      position(.disputes, Sample.westminster, 7),
    ]
    try shelf.store.commit(batch)
    batch.positions = [position(.scheduling, Sample.westminster, 4, epoch: 2)]
    try shelf.store.commit(batch)
    for _ in 0..<2 {
      #expect(
        try shelf.store.positions() == [
          position(.disputes, Sample.westminster, 7), position(.scheduling, Sample.camden, 6),
          position(.scheduling, Sample.westminster, 4, epoch: 2),
        ])
      #expect(try shelf.store.heads().isEmpty, "a feed that is followed is not a journal kept here")
      try shelf.reopen()
    }
  }

  @Test(arguments: Shelf.Kind.allCases)
  func `a sweep keeps its place as it goes on, and is forgotten when it is done`(kind: Shelf.Kind) throws {
    let shelf = try Shelf(kind)
    defer { shelf.close() }
    func sweep(_ id: String, _ kind: String = "child") -> SweepRow {
      SweepRow(
        authority: Sample.westminster, kind: kind, cause: Event.Key(source: "/a", id: id), at: Sample.time(7))
    }
    var batch = Batch()
    batch.sweeps = [sweep("1"), sweep("2"), sweep("1", "officer"), sweep("3"), sweep("3").done]
    #expect(!batch.isEmpty)
    try shelf.store.commit(batch)
    #expect(try shelf.store.sweeps() == [sweep("1"), sweep("2"), sweep("1", "officer")])
    let moved = sweep("1").through(StreamKey("child", "C-7"))
    batch.sweeps = [moved, sweep("2").done]
    try shelf.store.commit(batch)
    for _ in 0..<2 {
      #expect(try shelf.store.sweeps() == [moved, sweep("1", "officer")])
      try shelf.reopen()
    }
  }

  @Test(arguments: Shelf.Kind.allCases)
  func `a sealed text is kept once an authority, as it was first`(kind: Shelf.Kind) throws {
    let shelf = try Shelf(kind)
    defer { shelf.close() }
    func row(_ digit: Character, of authority: Authority = Sample.westminster, at second: Int64 = 5) -> SealedRow {
      SealedRow(
        authority: authority, hash: String(repeating: digit, count: 64), text: "“\(digit)” — said",
        at: Sample.time(second))
    }
    let one = row("1")
    #expect(try shelf.store.sealed(one.authority, one.hash) == nil)
    var batch = Batch()
    batch.sealed = [one, row("2"), row("1", at: 6)]
    #expect(!batch.isEmpty)
    try shelf.store.commit(batch)
    batch.sealed = [row("1", at: 7), row("1", of: Sample.camden, at: 8)]
    try shelf.store.commit(batch)
    for _ in 0..<2 {
      #expect(try shelf.store.sealed(one.authority, one.hash) == one)
      #expect(try shelf.store.sealed(one.authority, row("2").hash) == row("2"))
      #expect(try shelf.store.sealed(Sample.camden, one.hash) == row("1", of: Sample.camden, at: 8))
      #expect(try shelf.store.sealed(Sample.camden, row("2").hash) == nil)
      #expect(try shelf.store.heads().isEmpty)
      try shelf.reopen()
    }
  }

  @Test(arguments: Shelf.Kind.allCases)
  func `the streams of a kind are listed in order, after one, up to a limit`(kind: Shelf.Kind) throws {
    let shelf = try Shelf(kind)
    defer { shelf.close() }
    var batch = Batch()
    batch.states = [3, 1, 2].map { Sample.state("C-\($0)") }
    batch.states += [Sample.state("X-1", kind: "childminder"), Sample.state("C-4", of: Sample.camden)]
    try shelf.store.commit(batch)
    func streams(after: String?, limit: Int) throws -> [String] {
      try shelf.store.streams(
        Sample.westminster, kind: "child", after: after.map { StreamKey("child", $0) }, limit: limit
      ).map(\.text)
    }
    #expect(try streams(after: nil, limit: .max) == ["child/C-1", "child/C-2", "child/C-3"])
    #expect(try streams(after: nil, limit: 2) == ["child/C-1", "child/C-2"])
    #expect(try streams(after: "C-1", limit: 2) == ["child/C-2", "child/C-3"])
    #expect(try streams(after: "C-3", limit: 2).isEmpty)
    #expect(try shelf.store.streams(Sample.authority("nowhere"), kind: "child", after: nil, limit: 9).isEmpty)
  }

  @Test(arguments: Shelf.Kind.allCases)
  func `what waits keeps its place when it changes its state`(kind: Shelf.Kind) throws {
    let shelf = try Shelf(kind)
    defer { shelf.close() }
    var batch = Batch()
    batch.waiting = [Sample.waiting("event:1"), Sample.waiting("command:1"), Sample.waiting("event:2")]
    try shelf.store.commit(batch)
    batch.waiting = [Sample.waiting("event:1", .applied), Sample.waiting("event:2", .refused)]
    try shelf.store.commit(batch)
    batch.waiting = [Sample.waiting("event:3")]
    try shelf.store.commit(batch)
    for _ in 0..<2 {
      #expect(
        try shelf.store.waiting(includingDone: true) == [
          Sample.waiting("event:1", .applied), Sample.waiting("command:1"), Sample.waiting("event:2", .refused),
          Sample.waiting("event:3"),
        ])
      #expect(try shelf.store.waiting(includingDone: false).map(\.id) == ["command:1", "event:3"])
      try shelf.reopen()
    }
  }

  @Test(arguments: Shelf.Kind.allCases)
  func `parked events stand in order until they are applied`(kind: Shelf.Kind) throws {
    let shelf = try Shelf(kind)
    defer { shelf.close() }
    var batch = Batch()
    batch.parked = [Sample.parked(12), Sample.parked(3), Sample.parked(7, .disputes)]
    try shelf.store.commit(batch)
    #expect(try shelf.store.parked() == [Sample.parked(7, .disputes), Sample.parked(3), Sample.parked(12)])
    batch.parked = []
    batch.unparked = [Sample.parked(3).key, Sample.parked(99).key]
    try shelf.store.commit(batch)
    try shelf.reopen()
    #expect(try shelf.store.parked() == [Sample.parked(7, .disputes), Sample.parked(12)])
  }

  @Test(arguments: Shelf.Kind.allCases)
  func `refused lines are kept within a quota a key, then counted`(kind: Shelf.Kind) throws {
    let shelf = try Shelf(kind, quota: RefusedQuota(lines: 3, bytes: 10))
    defer { shelf.close() }
    var batch = Batch()
    batch.refused = [
      Sample.refused("aaaa"), Sample.refused("b", key: "other"), Sample.refused("cccc"), Sample.refused("dddd"),
      Sample.refused("ee"), Sample.refused("f"),
    ]
    try shelf.store.commit(batch)
    for _ in 0..<2 {
      #expect(try shelf.store.refusedCount() == 6)
      let kept = try shelf.store.refused(after: 0, limit: 10)
      #expect(text(kept.map(\.line)) == ["aaaa", "b", "cccc", "ee"], "ten bytes and three lines of mosaic are full")
      #expect(kept.map(\.number) == [1, 2, 3, 4])
      #expect(text(try shelf.store.refused(after: kept[1].number, limit: 1).map(\.line)) == ["cccc"])
      var first = Sample.refused("aaaa")
      first.number = 1
      #expect(kept[0] == first)
      try shelf.reopen()
    }
    batch.refused = [Sample.refused("g"), Sample.refused("h", key: "third")]
    try shelf.store.commit(batch)
    #expect(try shelf.store.refusedCount() == 8)
    #expect(text(try shelf.store.refused(after: 4, limit: 10).map(\.line)) == ["h"])
    batch.refused = [
      RefusedRow(at: Sample.time(6), key: "fourth", code: -32006, reason: "line-too-long", line: [], isKept: false)
    ]
    try shelf.store.commit(batch)
    #expect(try shelf.store.refusedCount() == 9 && shelf.store.refusedCount(of: "fourth") == 1)
    #expect(text(try shelf.store.refused(after: 4, limit: 10).map(\.line)) == ["h"], "it was only counted")
  }

  @Test(arguments: Shelf.Kind.allCases)
  func `the newest received time never goes back`(kind: Shelf.Kind) throws {
    let shelf = try Shelf(kind)
    defer { shelf.close() }
    func newest() throws -> Timestamp? {
      let before = try shelf.store.newestReceivedtime()
      try shelf.reopen()
      #expect(try shelf.store.newestReceivedtime() == before)
      return before
    }
    try shelf.store.commit(Sample.batch(Sample.event(1, at: 50), Sample.event(2, at: 20)))
    #expect(try newest() == Sample.time(50))
    try shelf.store.commit(Sample.batch(Sample.event(1, of: Sample.camden, at: 30), Sample.event(3, at: 49)))
    #expect(try newest() == Sample.time(50))
    var batch = Batch()
    batch.waiting = [Sample.waiting("event:1", at: 60)]
    try shelf.store.commit(batch)
    #expect(try newest() == Sample.time(60))
    batch.waiting = []
    batch.newestReceivedtime = Sample.time(70)
    try shelf.store.commit(batch)
    #expect(try newest() == Sample.time(70))
    batch.newestReceivedtime = Sample.time(65)
    batch.events = [Sample.event(4, at: 66)]
    try shelf.store.commit(batch)
    #expect(try newest() == Sample.time(70))
  }

  @Test func `the store in memory fails and crashes as it is told`() throws {
    let store = MemoryStore()
    store.endings = [.stored, .full, .stored, .crashBefore]
    try store.commit(Sample.batch(Sample.event(1)))
    #expect(throws: StoreError.full) { try store.commit(Sample.batch(Sample.event(2))) }
    #expect(try store.heads().map(\.head.number) == [1])
    try store.commit(Sample.batch(Sample.event(2)))
    #expect(throws: StoreError.self) { try store.commit(Sample.batch(Sample.event(3))) }
    #expect(throws: StoreError.self) { try store.heads() }
    let second = store.reopened()
    #expect(try second.heads().map(\.head.number) == [2])
    second.endings = [.crashAfter]
    #expect(throws: StoreError.self) { try second.commit(Sample.batch(Sample.event(3))) }
    #expect(try second.reopened().heads().map(\.head.number) == [3])
    #expect(throws: StoreError.self) { try second.heads() }
    #expect(store.commits == 2 && second.commits == 1)
  }
}
