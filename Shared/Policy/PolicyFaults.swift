public import Contracts

/// All that is wrong with a profile or a calendar, the first fault first.
public struct PolicyFaults: Error, Equatable, CustomStringConvertible {
  /// Reason and JSON pointer of each fault, the pointer from the profile's or calendar's own root; never empty.
  public let faults: [Fault]
  /// The line of each fault, counted from 1, in the file that was read; nil where no file was read.
  public let lines: [Int]?

  /// These faults, as yet without lines.
  init(_ faults: [Fault]) {
    precondition(!faults.isEmpty, "a policy was refused without a fault")
    self.faults = faults
    lines = nil
  }

  /// These faults of a file, each with its line.
  init(_ faults: [Fault], lines: [Int]) {
    precondition(faults.count == lines.count && !faults.isEmpty, "every fault has a line")
    self.faults = faults
    self.lines = lines
  }

  /// One fault a line: `line 12: out-of-range at /local/firstReviewWorkingDays`.
  public var description: String {
    faults.enumerated().map { index, fault in
      let place = fault.at.isEmpty ? fault.reason : "\(fault.reason) at \(fault.at)"
      return lines.map { "line \($0[index]): \(place)" } ?? place
    }.joined(separator: "\n")
  }

  /// The faults with the pointer put before each: for a profile that stands inside a command's params.
  public func faults(under pointer: String) -> [Fault] {
    faults.map { Fault($0.reason, at: pointer + $0.at) }
  }

  /// Appends all that is wrong with an object of exactly these fields. A policy is written by hand, so a member that
  /// nobody knows is a misspelling and a fault.
  static func check(_ value: JSON, _ fields: [Field], at: String, into faults: inout [Fault]) {
    Field.check(fields, value, at: at, into: &faults)
    let known = Set(fields.map(\.name))
    for member in value.members?.list ?? [] where !known.contains(member.name) {
      faults.append(Fault("unknown-member", at: "\(at)/\(PolicyText.escaped(member.name))"))
    }
  }
}
