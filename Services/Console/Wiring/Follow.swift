import Contracts

/// Where a reader of one authority's feed stands: what it has read, and in which life of the journal.
struct Follow: Equatable {
  /// What to do with a live line.
  enum Step: Equatable {
    /// It is the next one.
    case take
    /// It was read before.
    case seen
    /// Something between is missing: ask `replay`.
    case gap
  }

  /// The last position read.
  private(set) var position: Sequence
  private(set) var epoch: Int?

  /// A reader that has read everything up to `position`.
  init(after position: Sequence) { self.position = position }

  /// What to do with the live event at `sequence`; it is read where it is to be taken.
  mutating func live(_ sequence: Sequence) -> Step {
    if sequence <= position { return .seen }
    guard sequence == position.next else { return .gap }
    position = sequence
    return .take
  }

  /// Notes what a heartbeat or a replay says of the journal; true where something newer can be read.
  ///
  /// - Throws: that the journal has another life, or ends before what was read: nobody can guess how to go on.
  mutating func note(head: Sequence, epoch: Int, of authority: Authority) throws(Trouble) -> Bool {
    if let known = self.epoch, known != epoch {
      throw Trouble(
        sentence: "position-ahead: the journal of \(authority) has epoch \(epoch), not \(known) any more; begin anew",
        status: 1)
    }
    guard position <= head else {
      throw Trouble(
        sentence: "position-ahead: the journal of \(authority) ends at \(head.number), before \(position.number)",
        status: 1)
    }
    self.epoch = epoch
    return position < head
  }

  /// Notes that the replayed event at `sequence` was read.
  ///
  /// - Throws: that it is not the one that follows.
  mutating func replayed(_ sequence: Sequence, of authority: Authority) throws(Trouble) {
    guard sequence == position.next else {
      throw Trouble(
        sentence: "the journal of \(authority) has a gap between \(position.number) and \(sequence.number)", status: 1)
    }
    position = sequence
  }
}
