import ArgumentParser
import Contracts

/// `holdfast tail`: what a service tells, every line in exactly the bytes that were told.
struct TailCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tail",
    abstract: "Follow a service's feed, from its beginning or from a position on.",
    discussion: """
      One event a line, each authority's in order and without a gap, whatever was missed is asked for. Runs until it is
      interrupted, or with --once until the newest event.
      """)

  @Argument(help: "scheduling, participation, disputes or reporting.")
  var service: ServiceName
  @Option(help: ArgumentHelp("The first position to print; default 1.", valueName: "seq"))
  var from = Sequence(1)
  @Option(help: "Only this authority.")
  var authority: Authority?
  @Flag(help: "End at the newest event.")
  var once = false

  func run() throws {
    let places = try Places()
    let asker = try Asker(places)
    let after = Sequence(max(0, from.number - 1))
    // Subscribed first, then replayed: so nothing falls between.
    let feed = once ? nil : try Feed(service, places, authority)
    var follows: [Authority: Follow] = [:]
    for authority in try authorities(asker) { try catchUp(authority, &follows, after, asker) }
    guard let feed else { return }
    var wasLost = false
    while true {
      guard let (authority, told) = try feed.next() else { continue }
      do throws(Trouble) {
        try take(told, of: authority, &follows, asker)
        wasLost = false
      } catch {
        guard error.status == 3 else { throw error }
        // The next heartbeat of the service, when it is back, asks again.
        if !wasLost { Output.complain(error.sentence) }
        wasLost = true
      }
    }
  }

  private func authorities(_ asker: Asker) throws(Trouble) -> [Authority] {
    if let authority { return [authority] }
    let health = try asker.result(service, "health", .object([]), .patient(.seconds(10)))
    return (health["authorities"]?.array ?? []).compactMap { item in
      guard item["head"]?.string.flatMap({ Sequence($0) }) != .zero else { return nil }
      return item["authority"]?.string.flatMap { Authority($0) }
    }
  }

  private func take(
    _ told: Feed.Told, of authority: Authority, _ follows: inout [Authority: Follow], _ asker: Asker
  ) throws(Trouble) {
    guard var follow = follows[authority] else { return try catchUp(authority, &follows, .zero, asker) }
    switch told {
    case .heartbeat(let head, let epoch):
      if try follow.note(head: head, epoch: epoch, of: authority) { try catchUp(authority, &follows, .zero, asker) }
    case .event(let sequence, let line):
      switch follow.live(sequence) {
      case .take:
        follows[authority] = follow
        Output.line(line)
      case .seen: break
      case .gap: try catchUp(authority, &follows, .zero, asker)
      }
    }
  }

  private func catchUp(
    _ authority: Authority, _ follows: inout [Authority: Follow], _ after: Sequence, _ asker: Asker
  ) throws(Trouble) {
    var follow = follows[authority] ?? Follow(after: after)
    defer { follows[authority] = follow }
    try Replay(asker: asker, service: service, authority: authority).read(&follow) { Output.line($0) }
  }
}
