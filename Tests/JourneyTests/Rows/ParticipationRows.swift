import Contracts
import Testing

// MARK: - Participation

extension Row {
  static let participation: [Row] = []
}
