import Contracts
import Testing

// MARK: - Disputes

extension Row {
  static let disputes: [Row] = []
}
