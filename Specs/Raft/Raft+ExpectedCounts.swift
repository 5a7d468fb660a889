public import QuorateLanguage

extension Raft {
    public static var instances: [SpecInstance<Self>] { [] }
}
