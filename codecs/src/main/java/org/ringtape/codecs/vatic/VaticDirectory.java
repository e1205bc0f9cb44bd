package org.ringtape.codecs.vatic;

/**
 * Hears what the venue offers, once a connection, before it may be asked for anything. Receiver thread, rare: it may
 * allocate. Bytes are text as the venue sent it, valid during the call only.
 */
public interface VaticDirectory
{
    /** Takes no notice. */
    VaticDirectory NONE = new VaticDirectory()
    {
        @Override
        public void onDirectoryStart()
        {
            // nobody asked
        }

        @Override
        public void onAsset(final byte[] bytes, final int offset, final int length)
        {
            // nobody asked
        }

        @Override
        public void onMarketType(final byte[] bytes, final int offset, final int length)
        {
            // nobody asked
        }

        @Override
        public void onChannel(final byte[] bytes, final int offset, final int length)
        {
            // nobody asked
        }
    };

    /** A new list begins; the one before is void. */
    void onDirectoryStart();

    /** An asset one may subscribe to. */
    void onAsset(byte[] bytes, int offset, int length);

    /** An interval that target prices exist for. */
    void onMarketType(byte[] bytes, int offset, int length);

    /** A channel beside the target prices. */
    void onChannel(byte[] bytes, int offset, int length);
}
