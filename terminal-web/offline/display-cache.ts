/** Where a customer display's page is kept for the day without network. */
export const DISPLAY_CACHE = "edgetill-display";
