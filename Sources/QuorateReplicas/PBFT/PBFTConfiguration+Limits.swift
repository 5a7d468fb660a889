extension PBFTConfiguration {
    /// The number of bytes of the longest message: a NEW-VIEW in which everything is as long as it may be.
    public var messageLimit: Int {
        // Kind, sender and the count of the signature, and the signature.
        let envelope = 17 + PBFTLimits.signature
        let vote = envelope + 48
        let proposal = envelope + 17 + 32 + operationLimit + PBFTLimits.signature
        let certificate = proposal + 8 + memberCount * vote
        let viewChange = envelope + 24 + memberCount * vote + watermarkWindow * certificate
        return envelope + 24 + memberCount * viewChange + watermarkWindow * proposal
    }
}
