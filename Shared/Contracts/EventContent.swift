/// What an event says in particular, in the forms that are at hand.
enum EventContent: Sendable {
  /// As it was read.
  case tree(JSON)
  /// As it was written by ourselves, and read again.
  case both(JSON, [UInt8])
  /// As it was written by ourselves, about a child. Whoever looks at more than the child has it read again.
  case line([UInt8], child: ChildID)

  /// The content as a tree.
  var tree: JSON {
    switch self {
    case .tree(let tree), .both(let tree, _): tree
    case .line(let line, _): JSON(ours: line)
    }
  }

  /// The id of the child that the content names; nil where it names none.
  var child: String? {
    switch self {
    case .tree(let tree), .both(let tree, _): tree["child"]?.string
    case .line(_, let child): child.text
    }
  }

  /// Appends the content as one line of UTF-8.
  func write(to bytes: inout [UInt8]) {
    switch self {
    case .tree(let tree): tree.write(to: &bytes)
    case .both(_, let line), .line(let line, _): bytes.append(contentsOf: line)
    }
  }
}

/// A message of a service's own that names its child.
public protocol ChildMessage: Message {
  /// The child, as the member `child` tells it.
  var child: ChildID { get }
}

// What a fact about a child mostly brings.
extension ReviewDue: ChildMessage {}
extension CohortJoined: ChildMessage {}
extension CohortLeft: ChildMessage {}
extension NotificationLate: ChildMessage {}
extension DeadlineApproaching: ChildMessage {}
extension DeadlineMissed: ChildMessage {}
