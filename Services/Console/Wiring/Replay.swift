import Contracts

/// Reads a journal page by page, in exactly the bytes that were told.
struct Replay {
  let asker: Asker
  let service: ServiceName
  let authority: Authority

  /// Reads on from where `follow` stands, up to the head, or up to `last` where that is given.
  ///
  /// - Parameter take: told of every line, in order.
  /// - Throws: that the service cannot be reached, refuses, or its journal is not what it was.
  func read(_ follow: inout Follow, upTo last: Sequence? = nil, take: ([UInt8]) -> Void) throws(Trouble) {
    while true {
      let page = try asker.result(
        service, "replay",
        .object([
          ("authority", .string(authority.text)), ("after", .string(follow.position.text)), ("limit", .integer(512)),
          ("raw", .boolean(true)),
        ]), .patient(.seconds(30)))
      guard let head = page["head"]?.string.flatMap({ Sequence($0) }), let epoch = page["epoch"]?.integer,
        let lines = page["events"]?.array
      else { throw unreadable }
      guard try follow.note(head: head, epoch: epoch, of: authority) else { return }
      guard !lines.isEmpty else { throw unreadable }
      for line in lines {
        guard let text = line.string, let value = try? JSON.read(Array(text.utf8), limit: Limits.frame),
          let sequence = value["sequence"]?.string.flatMap({ Sequence($0) })
        else { throw unreadable }
        if let last, sequence > last { return }
        try follow.replayed(sequence, of: authority)
        take(Array(text.utf8))
      }
    }
  }

  private var unreadable: Trouble {
    Trouble(sentence: "\(service.rawValue) answers replay with what is no page of events", status: 1)
  }
}
