/** What a picture shows, as plain data: pictures/ draws it, and every word in it comes from the core. */
export type Chart = Bars | Timeline;

/** Shares of a whole side by side, such as how often each choice was given. */
export type Bars = {
  readonly kind: "bars";
  readonly title: string;
  readonly bars: readonly {
    readonly label: string;
    /** 0 or more; the longest bar is the greatest value. */
    readonly value: number;
    /** The value in words ("7 of 12"). */
    readonly text: string;
    /** A mark beside the bar, with the word that says it ("right"). */
    readonly mark?: string;
  }[];
};

/** How a row fares in a span of time; drawn by pattern and, where there is room, letter as well as by colour. */
export type SpanLook = "up" | "starting" | "hung" | "down";

/** Rows of spans over one axis, in groups one above the other. */
export type Timeline = {
  readonly kind: "timeline";
  readonly title: string;
  /** In any one unit that the spans share. */
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  readonly groups: readonly {
    readonly title: string;
    readonly rows: readonly {
      readonly label: string;
      readonly spans: readonly { readonly from: number; readonly to: number; readonly look: SpanLook }[];
    }[];
  }[];
  readonly legend: readonly {
    readonly look: SpanLook;
    readonly label: string;
    /** One character that stands in the spans of this look; the label's first one where it is left out. */
    readonly letter?: string;
  }[];
};
