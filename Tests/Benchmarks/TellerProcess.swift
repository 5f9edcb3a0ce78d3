import Contracts
import Foundation
import Wire

/// Stands in for scheduling, participation and disputes of a whole country: a process that answers `health` and
/// `replay` as they would, from pages that it wrote to a file before. So the follower is what is measured.
enum TellerProcess {
  /// What was told: how many events, and how many of them of reviews held.
  struct Size {
    let events: Int
    let reviews: Int

    /// As the teller's folder keeps it.
    static func read(in folder: String) throws -> Size {
      let text = try String(contentsOfFile: "\(folder)/size", encoding: .utf8)
      let numbers = text.split(separator: " ").compactMap { Int($0) }
      guard numbers.count == 2 else { throw CocoaError(.fileReadCorruptFile) }
      return Size(events: numbers[0], reviews: numbers[1])
    }
  }

  /// Where the pages of one feed stand in the file, and its head.
  private struct Feed {
    var pages: [Range<UInt64>] = []
    var head = 0
  }

  /// As many events as a follower asks for at once.
  private static let page = 512

  /// Writes what `authorities` authorities were told to `folder`, then answers at the desks until the process is ended.
  static func run(at desks: [String], authorities: Int, folder: String) throws -> Never {
    signal(SIGTERM, SIG_DFL)
    let (feeds, file) = try written(authorities, folder)
    let context = try Context()
    let poller = Poller()
    let services: [ServiceName] = [.scheduling, .participation, .disputes]
    let sockets = try zip(services, desks).map { service, desk in
      let socket = try Socket(context, .router, .none)
      try socket.bind(try Endpoint(desk))
      return (service: service, socket: socket, item: poller.watch(socket))
    }
    while true {
      guard try poller.wait(milliseconds: -1) else { continue }
      for (service, socket, item) in sockets where poller.isReadable(item) {
        while let message = try socket.receive() {
          guard let line = message.frames.last, let request = try? Request(line: line) else { continue }
          let reply = try answer(request, feeds[service] ?? [:], file)
          _ = try socket.send(Array(message.frames.dropLast()) + [reply])
        }
      }
    }
  }

  private static func answer(_ request: Request, _ feeds: [String: Feed], _ file: FileHandle) throws -> [UInt8] {
    guard let authority = request.params["authority"]?.string, let feed = feeds[authority] else {
      let items = feeds.map { name, feed in
        JSON.object([("authority", .string(name)), ("epoch", .integer(1)), ("head", .string(text(feed.head)))])
      }
      return Reply.line(id: request.id, result: JSON.object([("authorities", .array(items))]).line)
    }
    let after = request.params["after"]?.string.flatMap { Sequence($0) }?.number ?? 0
    let place = Int(after) / page
    var result = Array(#"{"events":["#.utf8)
    if place < feed.pages.count {
      try file.seek(toOffset: feed.pages[place].lowerBound)
      result += try file.read(upToCount: feed.pages[place].count) ?? Data()
    }
    result += Array(#"],"head":"\#(text(feed.head))","epoch":1}"#.utf8)
    return Reply.line(id: request.id, result: result)
  }

  private static func text(_ sequence: Int) -> String { Sequence(Int64(sequence)).text }

  private static func written(
    _ authorities: Int, _ folder: String
  ) throws -> (feeds: [ServiceName: [String: Feed]], file: FileHandle) {
    let path = "\(folder)/told"
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    guard let file = FileHandle(forUpdatingAtPath: path) else { throw CocoaError(.fileNoSuchFile) }
    var feeds: [ServiceName: [String: Feed]] = [:]
    var size = (events: 0, reviews: 0, bytes: UInt64(0))
    for number in 1...authorities {
      let authority = NationalAuthority(number)
      for service in [ServiceName.scheduling, .participation, .disputes] {
        let (lines, reviews) = authority.lines(of: service)
        var feed = Feed()
        for start in stride(from: 0, to: lines.count, by: page) {
          let bytes = Data(lines[start..<min(start + page, lines.count)].joined(separator: [UInt8(ascii: ",")]))
          try file.write(contentsOf: bytes)
          feed.pages.append(size.bytes..<(size.bytes + UInt64(bytes.count)))
          size.bytes += UInt64(bytes.count)
        }
        feed.head = lines.count
        feeds[service, default: [:]][authority.name] = feed
        size.events += lines.count
        size.reviews += reviews
      }
    }
    try "\(size.events) \(size.reviews)".write(toFile: "\(folder)/size", atomically: true, encoding: .utf8)
    return (feeds, file)
  }
}
