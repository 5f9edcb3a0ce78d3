/// An event that another service told, as a follower applies it: from which journal and which life of that journal.
public struct Told: Sendable {
  /// The service that told it.
  public let service: ServiceName
  /// The authority whose journal it stands in.
  public let authority: Authority
  /// The journal's life (`protocol.md` §4): 1, and more after each restore or takeover by force.
  public let epoch: Int
  /// The event, with its sequence and received time.
  public let event: Event
  /// The exact bytes that were told, which the journal's chain binds; nil where they are not at hand.
  public let line: [UInt8]?

  /// The `event` that `service` told in the life `epoch` of its journal of the event's authority.
  public init(service: ServiceName, epoch: Int, event: Event, line: [UInt8]? = nil) {
    precondition(event.sequence != nil && event.receivedtime != nil, "what was told has its place and its time")
    self.service = service
    authority = event.authority
    self.epoch = epoch
    self.event = event
    self.line = line
  }
}
