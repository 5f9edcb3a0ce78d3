import Contracts
import Testing

extension Row {
  static let diary: [Row] = []
}
